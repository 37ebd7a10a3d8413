import { h } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { duration } from "../format.js";

const WIDTH = 1000;
/** A shorter drag is a click. */
const LEAST_DRAG = 0.005;

/** The whole session in a strip; dragging over it shows that stretch below, a click shows all again. */
export function Overview({ trace, showCritical, zoom, onZoom }) {
  const box = useRef(null);
  const [drag, setDrag] = useState(null);
  const picture = useMemo(() => h(Picture, { trace, showCritical }), [trace, showCritical]);
  const at = (event) => {
    const { left, width } = box.current.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width));
  };
  const down = (event) => {
    if (event.button !== 0) return;
    box.current.setPointerCapture(event.pointerId);
    setDrag([at(event), at(event)]);
  };
  const up = () => {
    if (!drag) return;
    const [from, to] = [Math.min(...drag), Math.max(...drag)];
    setDrag(null);
    onZoom(to - from < LEAST_DRAG ? null : { from: from * trace.length, to: to * trace.length });
  };
  const shown = drag ?? (zoom && [zoom.from / trace.length, zoom.to / trace.length]);
  const window = shown && [Math.min(...shown), Math.max(...shown)];
  return h("div", { ref: box, class: "overview", title: "Drag to zoom, click to show all", onPointerDown: down, onPointerMove: (event) => drag && setDrag([drag[0], at(event)]), onPointerUp: up, onPointerCancel: () => setDrag(null) },
    picture,
    window && h("i", { class: "shade", style: { left: 0, width: window[0] * 100 + "%" } }), window && h("i", { class: "shade", style: { left: window[1] * 100 + "%", right: 0 } }));
}

/** Model lane, tool lane, errors in red, the critical path below. */
function Picture({ trace, showCritical }) {
  const lanes = { M: new Lane(), T: new Lane() };
  const errors = { M: new Lane(), T: new Lane() };
  const path = new Lane();
  const bins = (from, to) => [Math.floor(((from - trace.start) / trace.length) * WIDTH), Math.ceil(((to - trace.start) / trace.length) * WIDTH)];
  const repeated = aboveErrors(trace);
  for (const node of trace.nodes) {
    if (node.open || node.untimed || node.group) continue;
    const [from, to] = bins(node.start, node.end);
    lanes[node.type]?.add(from, to);
    if (node.error && !repeated.has(node)) errors[node.type === "M" ? "M" : "T"].add(from, to);
  }
  if (showCritical) {
    for (const { type, critical } of trace.nodes) if (critical && (type === "M" || type === "T")) for (const [from, to] of critical) path.add(...bins(from, to));
  }
  return h("svg", { viewBox: `0 0 ${WIDTH} 34`, preserveAspectRatio: "none", role: "img", "aria-label": `The whole session, ${duration(trace.length)}` },
    h("path", { class: "lane-m", d: lanes.M.draw(5, 6) }), h("path", { class: "lane-t", d: lanes.T.draw(14, 6) }),
    h("path", { class: "over-e", d: errors.M.draw(5, 6) + errors.T.draw(14, 6) }), h("path", { class: "over-cp", d: path.draw(26, 3) }));
}

/** What is above an error mostly repeats it. */
function aboveErrors(trace) {
  const above = new Set();
  for (const node of trace.nodes) {
    if (!node.error) continue;
    for (let up = node.parent; up && !above.has(up); up = up.parent) above.add(up);
  }
  return above;
}

/** Which of the thousand bins are taken, drawn as few rectangles, however many events there are. */
class Lane {
  constructor() {
    this.bins = new Uint8Array(WIDTH + 1);
  }

  add(from, to) {
    this.bins.fill(1, Math.max(0, Math.min(WIDTH - 1, from)), Math.min(WIDTH, Math.max(from + 1, to)));
  }

  draw(y, height) {
    let out = "";
    let from = -1;
    for (let i = 0; i <= WIDTH; i++) {
      if (this.bins[i] && from < 0) from = i;
      if (!this.bins[i] && from >= 0) {
        out += `M${from} ${y}h${i - from}v${height}h${from - i}z`;
        from = -1;
      }
    }
    return out;
  }
}
