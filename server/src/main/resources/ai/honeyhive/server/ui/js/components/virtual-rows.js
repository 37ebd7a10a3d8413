import { h } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const OVERSCAN = 8;
/** New rows are made when no more than this many are left beyond those in sight. */
const LEAST = 2;
/** What stands around rows takes at least so many pixels: rows that nobody sees would make the first paint late. */
const FRAME = 200;
/** When the rows beyond those of the first frame are made. */
const BEYOND_MS = 60;

/**
 * Rows of one height of which only those in sight (and a few beyond) are in the document. Serves lists
 * (`role: "grid"`) and trees. `row(index)` gives a row; one without a key, as it has no state of its own, takes over the elements
 * of another that went out of sight. `handle.current` afterwards offers `reveal(index)`,
 * `scrollTo(top)`, `page()` and `focus()`. Rows are addressed to assistive technology through `activeId`. `initialTop` may
 * lie beyond the rows there are: it is reached as they come, unless the reader moves first. The row `active`, once a link or
 * a key led to it, stays in sight, whatever comes before it or takes its room, until the reader scrolls, or points at a row
 * while more are coming.
 */
export function VirtualRows(props) {
  const { count, rowHeight, header, row, handle, onEnd, onScroll, initialTop } = props;
  const box = useRef(null);
  const head = useRef(null);
  const [range, setRange] = useState(() => [0, Math.ceil((window.innerHeight - FRAME) / rowHeight)]);
  const sought = useRef(initialTop ?? 0);
  const kept = useRef(initialTop === undefined ? { center: true } : null);
  const settle = useRef(null);
  const watched = useRef(false);
  const drawn = useRef(null);
  drawn.current = range;

  const measure = () => {
    const element = box.current;
    if (!element) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight);
    setRange((before) => {
      if (before[0] <= Math.max(0, first - LEAST) && before[1] >= last + LEAST) return before;
      const beyond = first > before[1] || last < before[0] ? LEAST : OVERSCAN; // who jumps mostly jumps on
      const from = Math.max(0, first - beyond);
      return [from, from + Math.ceil(element.clientHeight / rowHeight) + 1 + 2 * beyond];
    });
  };
  const seek = () => {
    if (!sought.current) return;
    box.current.scrollTop = sought.current;
    if (box.current.scrollTop > sought.current - 1) sought.current = 0;
  };
  const moved = () => {
    sought.current = 0;
    kept.current = null;
  };
  const scrolled = () => {
    if (!box.current) return; // the event of a box that is gone by now
    measure();
    if (!sought.current) onScroll?.(box.current.scrollTop);
  };
  const visibleHeight = () => box.current.clientHeight - (head.current?.offsetHeight ?? 0);
  const bring = (index, center) => {
    const element = box.current;
    const top = index * rowHeight;
    const above = top < element.scrollTop;
    const below = top + rowHeight > element.scrollTop + visibleHeight();
    if (!above && !below) return;
    if (center) element.scrollTop = top - visibleHeight() / 2;
    else element.scrollTop = above ? top : top + rowHeight - visibleHeight();
  };
  settle.current = () => {
    if (kept.current && props.active >= 0) bring(props.active, kept.current.center);
    else seek();
    measure();
  };

  handle.current = {
    reveal(index, center = false) {
      if (!box.current || index < 0) return;
      moved();
      kept.current = { center: false };
      bring(index, center);
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
    let later = 0;
    let painted = false;
    const observer = new ResizeObserver(() => {
      const beyond = painted || drawn.current[1] * rowHeight < box.current.clientHeight;
      painted = true;
      if (beyond) settle.current();
      else later = setTimeout(() => settle.current(), BEYOND_MS); // rows out of sight need not be in the first frame
    });
    observer.observe(box.current);
    return () => {
      clearTimeout(later);
      observer.disconnect();
    };
  }, []);
  useLayoutEffect(() => {
    const still = !watched.current; // at first the observer tells, with the frame: asking now would lay everything out twice
    watched.current = true;
    if (!still || sought.current || props.active >= 0) settle.current();
  }, [count, rowHeight, props.active]);
  useEffect(() => {
    if (onEnd && range[1] >= count - OVERSCAN) onEnd();
  }, [range[1], count]);

  const first = Math.min(range[0], Math.max(0, count - 1));
  const last = Math.min(range[1], count);
  const there = props.active >= first && props.active < last; // out of sight it is not in the document
  const rows = [];
  for (let index = first; index < last; index++) rows.push(slot(row(index), index % (range[1] - range[0])));

  return h("div", {
    ref: box, class: "scroll " + (props.class ?? ""), role: props.role, tabIndex: 0, "aria-label": props.label,
    "aria-rowcount": props.role === "grid" ? count + 1 : undefined, "aria-activedescendant": there ? props.activeId : undefined,
    "aria-busy": props.busy ? "true" : undefined,
    style: { "--row-h": rowHeight + "px", "--cols": props.columns },
    onScroll: scrolled,
    onWheel: moved, onPointerDown: moved, onPointerMove: props.busy ? moved : undefined,
    onMouseEnter: props.onMouseEnter, onMouseLeave: props.onMouseLeave,
  },
  header && h("div", { ref: head, class: "head", role: props.role === "grid" ? "rowgroup" : "presentation" }, header),
  h("div", { class: "rows", role: props.role === "grid" ? "rowgroup" : "presentation", style: { height: count * rowHeight + "px" } },
    h("div", { class: "window", role: "presentation", style: { top: first * rowHeight + "px" } }, rows)));
}

/** Preact 10.28 loses bare elements that are put behind others while the first ones go; components it keeps. */
function slot(row, place) {
  return row.key === undefined || typeof row.type === "string" ? h(Slot, { key: row.key ?? place }, row) : row;
}

function Slot({ children }) {
  return children;
}
