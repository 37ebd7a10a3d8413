import { h } from "preact";
import { duration } from "../format.js";

const WIDTH = 1000;

/** The whole session in a strip: model lane, tool lane, errors in red, the critical path below. */
export function Overview({ trace, showCritical }) {
  const lanes = { M: new Lane(), T: new Lane() };
  const errors = { M: new Lane(), T: new Lane() };
  const path = new Lane();
  const bins = (from, to) => [Math.floor(((from - trace.start) / trace.length) * WIDTH), Math.ceil(((to - trace.start) / trace.length) * WIDTH)];
  for (const node of trace.nodes) {
    if (node.open || node.untimed) continue;
    const [from, to] = bins(node.start, node.end);
    lanes[node.type]?.add(from, to);
    if (node.error && !node.children.some((child) => child.error)) errors[node.type === "M" ? "M" : "T"].add(from, to);
  }
  if (showCritical) {
    for (const [id, stretches] of trace.critical.stretches) {
      const { type } = trace.byId.get(id);
      if (type === "M" || type === "T") for (const [from, to] of stretches) path.add(...bins(from, to));
    }
  }
  return h("svg", { class: "overview", viewBox: `0 0 ${WIDTH} 34`, preserveAspectRatio: "none", role: "img", "aria-label": `The whole session, ${duration(trace.length)}` },
    h("path", { class: "lane-m", d: lanes.M.draw(5, 6) }), h("path", { class: "lane-t", d: lanes.T.draw(14, 6) }),
    h("path", { class: "over-e", d: errors.M.draw(5, 6) + errors.T.draw(14, 6) }), h("path", { class: "over-cp", d: path.draw(26, 3) }));
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
