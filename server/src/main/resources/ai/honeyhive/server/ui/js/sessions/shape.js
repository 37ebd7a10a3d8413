import { h } from "preact";
import { counted } from "../format.js";

const WIDTH = 142;

/** A session's own small waterfall at its own scale: model lane above tool lane, errors as red ticks. */
export function Shape({ row }) {
  const span = Math.max(row.duration ?? 0, ...row.shape.map(([start, length]) => start + length), 1);
  const end = row.status === "running" ? WIDTH - 34 : WIDTH;
  const x = (ms) => Math.max(0, Math.min(end - 1.5, (ms / span) * end));
  const lanes = { M: "", T: "" };
  const errors = [];
  for (const [start, length, type, failed] of row.shape) {
    const width = Math.max(1.5, Math.min(end - x(start), (length / span) * end));
    if (type in lanes) lanes[type] += `M${x(start).toFixed(1)} ${type === "M" ? 2 : 12}h${width.toFixed(1)}v6h-${width.toFixed(1)}z`;
    if (failed) errors.push(x(start) + width / 2);
  }
  return h("svg", { class: "fp", viewBox: `0 0 ${WIDTH} 20`, role: "img", "aria-label": describe(row) },
    h("path", { class: "axis-line", d: `M0 10H${end}` }), h("path", { class: "lane-m", d: lanes.M }), h("path", { class: "lane-t", d: lanes.T }),
    errors.map((at, i) => h("path", { key: i, class: "lane-e", d: `M${at.toFixed(1)} 0v20` })),
    row.status === "running" && h("circle", { class: "lane-live", cx: end + 5, cy: 10, r: 3 }));
}

function describe(row) {
  const parts = [counted(row.num_model_events, "model call"), counted(row.num_tool_events, "tool call")];
  if (row.num_errors) parts.push(counted(row.num_errors, "error"));
  return parts.join(", ");
}
