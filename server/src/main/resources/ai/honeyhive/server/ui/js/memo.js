import { Component } from "preact";
import { useRef } from "preact/hooks";

/** A component that renders again only when one of its properties is another value. */
export function memo(render) {
  return class extends Component {
    shouldComponentUpdate(next) {
      const names = Object.keys(next);
      return names.length !== Object.keys(this.props).length || names.some((name) => next[name] !== this.props[name]);
    }

    render(props) {
      return render(props);
    }
  };
}

/** One function for the life of the component that always does what the latest `action` does. */
export function useStable(action) {
  const latest = useRef(action);
  latest.current = action;
  return useRef((...given) => latest.current(...given)).current;
}
