import { h } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { ErrorMark, TypeBadge } from "../components/badges.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { duration } from "../format.js";
import { Line, oneLine, preview } from "../text.js";
import { isTime } from "../time.js";

const ROW = 25;
const COLUMNS = "96px 76px minmax(140px, 26%) minmax(0, 1fr)";

/** Everything that happened, in order of time: starts of events, their ends where they failed, and lines that were logged. */
export function Log({ trace, selected, onSelect, top, onTop }) {
  const lines = useMemo(() => linesOf(trace), [trace]);
  const grid = useRef({});
  const cell = (name, content) => h("span", { role: "gridcell", class: name }, content);
  return h(VirtualRows, {
    role: "grid", label: "Log of the session", class: "grid", count: lines.length, rowHeight: ROW, columns: COLUMNS, handle: grid, initialTop: top, onScroll: onTop,
    header: h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 }, ["Offset", "What", "Event", "Text"].map((label) => h("span", { key: label, role: "columnheader" }, label))),
    row: (index) => {
      const { at, node, what, text } = lines[index];
      return h("div", { key: index, class: "tr row", role: "row", "aria-rowindex": index + 2, "aria-selected": String(node.id === selected), onClick: () => onSelect(node) },
        cell("mono mut num", "+" + duration(at - trace.start)), cell(what === "error" ? "bad" : "dim", what === "error" ? [h(ErrorMark), " error"] : what),
        cell("name", [h(TypeBadge, { type: node.type }), h("span", null, h(Line, null, node.name))]), cell(what === "error" ? "bad" : "", h("bdi", null, h(Line, null, text))));
    },
  });
}

export function linesOf(trace) {
  const lines = [];
  for (const node of trace.nodes) {
    if (node.group) continue;
    lines.push({ at: node.start, node, what: "start", text: node.type === "M" && node.model ? node.model : preview(node.event.inputs ?? {}) });
    if (node.error) lines.push({ at: node.end, node, what: "error", text: oneLine(node.error) });
    const { logs } = node.event.metadata ?? {};
    for (const line of Array.isArray(logs) ? logs : []) {
      const at = Number(line?.time);
      lines.push({ at: isTime(at) ? at : node.start, node, what: line?.severity ? oneLine(line.severity).toLowerCase() : "log", text: preview(line?.body ?? line) });
    }
  }
  return lines.sort((a, b) => a.at - b.at);
}
