import { h } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const OVERSCAN = 8;
/** The window moves by this many rows at a time, so that not every row scrolled means new rows. */
const STEP = 6;

/**
 * Rows of one height of which only those in sight (and a few beyond) are in the document. Serves lists
 * (`role: "grid"`) and trees. `row(index)` gives a keyed row; `handle.current` afterwards offers `reveal(index)`,
 * `scrollTo(top)`, `page()` and `focus()`. Rows are addressed to assistive technology through `activeId`. `initialTop` may
 * lie beyond the rows there are: it is reached as they come, unless the reader moves first.
 */
export function VirtualRows(props) {
  const { count, rowHeight, header, row, handle, onEnd, onScroll, initialTop = 0 } = props;
  const box = useRef(null);
  const head = useRef(null);
  const [range, setRange] = useState(() => [0, stepped(Math.ceil(window.innerHeight / rowHeight) + STEP)]);
  const sought = useRef(initialTop);

  const measure = () => {
    const element = box.current;
    if (!element) return;
    const first = Math.max(0, stepped(Math.floor(element.scrollTop / rowHeight) - OVERSCAN));
    const last = stepped(Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + OVERSCAN + STEP);
    setRange((before) => (before[0] === first && before[1] === last ? before : [first, last]));
  };
  const seek = () => {
    if (!sought.current) return;
    box.current.scrollTop = sought.current;
    if (box.current.scrollTop > sought.current - 1) sought.current = 0;
  };
  const moved = () => { sought.current = 0; };
  const visibleHeight = () => box.current.clientHeight - (head.current?.offsetHeight ?? 0);

  handle.current = {
    reveal(index, center = false) {
      const element = box.current;
      if (!element || index < 0) return;
      const top = index * rowHeight;
      const above = top < element.scrollTop;
      const below = top + rowHeight > element.scrollTop + visibleHeight();
      moved();
      if (!above && !below) return;
      if (center) element.scrollTop = top - visibleHeight() / 2;
      else element.scrollTop = above ? top : top + rowHeight - visibleHeight();
      measure();
    },
    scrollTo(top) {
      moved();
      box.current.scrollTop = top;
      measure();
    },
    top: () => box.current?.scrollTop ?? 0,
    page: () => Math.max(1, Math.floor(visibleHeight() / rowHeight) - 1),
    /** Moving through rows by keys takes the focus along, but never out of a field somebody types in. */
    focus() {
      if (!document.activeElement?.closest("input")) box.current?.focus({ preventScroll: true });
    },
  };

  useLayoutEffect(() => {
    if (props.activeId && document.activeElement === document.body) box.current.focus({ preventScroll: true }); // come back to
    const observer = new ResizeObserver(measure);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    seek();
    measure();
  }, [count, rowHeight]);
  useEffect(() => {
    if (onEnd && range[1] >= count - OVERSCAN - STEP) onEnd();
  }, [range[1], count]);

  const first = Math.min(range[0], Math.max(0, count - 1));
  const last = Math.min(range[1], count);
  const rows = [];
  for (let index = first; index < last; index++) rows.push(slot(row(index)));

  return h("div", {
    ref: box, class: "scroll " + (props.class ?? ""), role: props.role, tabIndex: 0, "aria-label": props.label,
    "aria-rowcount": props.role === "grid" ? count + 1 : undefined, "aria-activedescendant": props.activeId,
    "aria-busy": props.busy ? "true" : undefined,
    style: { "--row-h": rowHeight + "px", "--cols": props.columns },
    onScroll: () => { measure(); if (!sought.current) onScroll?.(box.current.scrollTop); },
    onWheel: moved, onPointerDown: moved,
    onMouseEnter: props.onMouseEnter, onMouseLeave: props.onMouseLeave,
  },
  header && h("div", { ref: head, class: "head", role: props.role === "grid" ? "rowgroup" : "presentation" }, header),
  h("div", { class: "rows", role: props.role === "grid" ? "rowgroup" : "presentation", style: { height: count * rowHeight + "px" } },
    h("div", { class: "window", role: "presentation", style: { transform: `translateY(${first * rowHeight}px)` } }, rows)));
}

/** Preact 10.28 loses bare elements that are put behind others while the first ones go; components it keeps. */
function slot(row) {
  return typeof row.type === "string" ? h(Slot, { key: row.key }, row) : row;
}

function Slot({ children }) {
  return children;
}

function stepped(row) {
  return Math.floor(row / STEP) * STEP;
}
