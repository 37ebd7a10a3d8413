import { useEffect, useRef } from "preact/hooks";
import { remember, route } from "./router.js";

/** Props of a box that scrolls: a reload, or coming back, finds it where it was left, as soon as it has grown so far. */
export function useScroll() {
  const place = useRef(null);
  place.current ??= new Place();
  useEffect(() => () => place.current.leave(), []);
  return place.current.props;
}

class Place {
  constructor() {
    this.box = null;
    this.sought = route().state.top ?? 0;
    this.observer = new ResizeObserver(() => this.#seek());
    const moved = () => { this.sought = 0; };
    this.props = {
      ref: (element) => this.#enter(element), onWheel: moved, onPointerDown: moved, onKeyDown: moved,
      onScroll: (event) => event.target === this.box && !this.sought && remember({ top: this.box.scrollTop }),
    };
  }

  leave() {
    this.observer.disconnect();
  }

  #enter(element) {
    this.observer.disconnect();
    this.box = element;
    if (!element) return;
    for (const part of element.children) this.observer.observe(part);
    this.#seek();
  }

  #seek() {
    if (!this.sought) return;
    this.box.scrollTop = this.sought;
    if (this.box.scrollTop > this.sought - 1) this.sought = 0;
  }
}
