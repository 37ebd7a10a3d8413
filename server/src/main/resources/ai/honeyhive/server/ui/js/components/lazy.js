import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem, Skeleton } from "./states.js";

/**
 * A view whose modules are fetched when it is first opened: what a visitor does not open need not come before the first
 * rows. `load()` gives the component; a module that did not arrive is asked for again by a reload only, as browsers
 * remember the failure.
 */
export function lazy(load) {
  let View = null;
  return function Lazy(props) {
    const [state, setState] = useState({ View, failed: false });
    useEffect(() => {
      if (View) return undefined;
      let gone = false;
      load().then((found) => {
        View = found;
        if (!gone) setState({ View, failed: false });
      }, () => !gone && setState({ View: null, failed: true }));
      return () => {
        gone = true;
      };
    }, []);
    if (state.View) return h(state.View, props);
    return h("main", { class: "view" }, state.failed ? h(Problem, {
      title: "A part of the page could not be loaded", detail: "The server did not give it.", action: h("button", { class: "btn", type: "button", onClick: () => window.location.reload() }, "Load the page again"),
    }) : h(Skeleton));
  };
}
