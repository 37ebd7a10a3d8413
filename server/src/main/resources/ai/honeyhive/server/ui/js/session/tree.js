import { h } from "preact";
import { useMemo } from "preact/hooks";
import { ErrorMark, TypeBadge } from "../components/badges.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted, duration, isNumber, tokens } from "../format.js";
import { memo } from "../memo.js";
import { line, oneLine, preview } from "../text.js";

export const EVENT_ROW = 25;
const COLUMNS = "minmax(250px, 39%) 66px 60px minmax(0, 1fr)";
/** Levels are indented by the first, less where the tree is so deep that all would need more than the second. */
const INDENT_PX = 20;
const INDENT_WIDTH = 160;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((step) => [step * 0.001, step, step * 1000, step * 1e6]).sort((a, b) => a - b);

/** Tree and waterfall in one grid, so that names and bars cannot drift apart. */
export function EventTree({ trace, scale, rows, selected, folded, matches, showCritical, busy, handle, top, onTop, onSelect, onFold }) {
  const length = scale.to - scale.from;
  const tick = STEPS.find((step) => length / step <= 5) ?? length / 5;
  const depth = useMemo(() => rows.reduce((deepest, node) => Math.max(deepest, node.depth), 1), [rows]);
  const indent = Math.max(3, Math.min(INDENT_PX, Math.round(INDENT_WIDTH / depth)));
  const at = rows.findIndex((node) => node.id === selected);
  return h(VirtualRows, {
    role: "tree", label: "Events", class: "tree", count: rows.length, rowHeight: EVENT_ROW, columns: COLUMNS, handle, busy,
    initialTop: top, active: at, onScroll: onTop, activeId: at >= 0 ? "e-" + selected : undefined,
    header: h(Head, { trace, scale, tick }),
    row: (index) => h(EventRow, {
      node: rows[index], scale, tick: scale.even ? share(scale.at(scale.from + tick)) : "200%", indent, selected: index === at, folded: folded.has(rows[index].id),
      hit: matches?.has(rows[index].id), critical: showCritical ? rows[index].critical : null, onSelect, onFold,
    }),
  });
}

function Head({ trace, scale, tick }) {
  const marks = [];
  for (let at = Math.ceil((scale.from - trace.start) / tick) * tick; scale.at(trace.start + at) < 0.97 && marks.length < 60; at += tick) {
    const x = scale.at(trace.start + at);
    if (!marks.length || x - marks[marks.length - 1].x > 0.08) marks.push({ at, x });
  }
  return h("div", { class: "wf hd", role: "presentation" }, h("span", null, "Event"), h("span", { class: "num" }, "Duration"), h("span", { class: "num" }, "Tokens"),
    h("span", { class: "axis tl" }, marks.map(({ at, x }) => h("span", { key: at, style: { left: share(x) } }, at === 0 ? "0" : tickLabel(at))),
      scale.breaks.map(({ at, ms }) => h("span", { key: "b" + at, class: "break", style: { left: share(at) }, title: `Nothing happened for ${duration(ms)}` }, "⫽"))));
}

function tickLabel(ms) {
  return duration(ms).replace(/\.0+ /, " ").replace(/(\.\d*[1-9])0+ /, "$1 ");
}

const EventRow = memo(({ node, scale, tick, indent, selected, folded, hit, critical, onSelect, onFold }) => {
  const parent = node.children.length > 0;
  const bold = node.type === "S" || node.type === "C";
  const twist = (event) => {
    event.stopPropagation();
    onFold(node);
  };
  return h("div", {
    class: "wf ev" + (hit ? " hit" : ""), role: "treeitem", id: "e-" + node.id, "aria-level": node.depth + 1, "aria-posinset": node.position,
    "aria-setsize": node.siblings, "aria-expanded": parent ? String(!folded) : undefined, "aria-selected": String(selected),
    onClick: () => onSelect(node), onDblClick: () => parent && onFold(node), style: { "--tick": tick },
  },
  h("span", { class: "tn" },
    node.depth > 0 && h("i", { class: "g", style: { width: Math.min(node.depth * indent, INDENT_WIDTH) + "px", "--indent": indent + "px" } }),
    h("span", { class: "tw", onClick: parent ? twist : undefined, "aria-hidden": "true" }, parent ? (folded ? "▸" : "▾") : ""),
    h(TypeBadge, { type: node.type }), node.error && h(ErrorMark),
    h("span", { class: "nm" + (node.error ? " bad strong" : bold ? " strong" : "") }, line(node.name)),
    node.group ? h("span", { class: "n-of" }, `${count(node.children.length)} times, p95 ${duration(node.p95)}`) : folded && h("span", { class: "n-of" }, `${count(node.children.length)} below`),
    node.group && node.failed > 0 && h("span", { class: "bad n-of" }, counted(node.failed, "error")),
    node.notes.length > 0 && h("span", { class: "pill warn", title: node.notes.join("\n") }, "!"),
    h("span", { class: "dim cut" }, h("bdi", null, line(noteOf(node))))),
  h("span", { class: "num d" }, node.open && node.type !== "S" ? "–" : duration(node.duration)),
  h("span", { class: "num d" }, node.type !== "S" && isNumber(node.tokens.total) ? tokens(node.tokens.total) : ""),
  h(Track, { node, scale, critical }));
});

/** What tells this event from others of its name: its error, its model, its first input. */
function noteOf(node) {
  if (node.group) return "";
  if (node.error) return oneLine(node.error);
  if (node.type === "M" && node.model) return node.model;
  if (node.type === "S") return "";
  if (node.event.outline) return node.event.preview ?? "";
  const inputs = node.event.inputs ?? {};
  const keys = Object.keys(inputs).filter((key) => key !== "chat_history" && key !== "messages");
  return keys.length ? preview(keys.length === 1 ? inputs : inputs[keys[0]]) : "";
}

function Track({ node, scale, critical }) {
  const from = scale.at(node.start);
  const to = scale.at(node.end);
  const outside = node.end < scale.from || node.start > scale.to;
  if (outside) return h("span", { class: "tl" });
  const label = !node.children.length && !node.open && node.end > node.start && to - from > 0.01;
  return h("span", { class: "tl" },
    h("i", { class: `b ${node.type}${node.error ? " E" : ""}${node.open ? " open" : ""}${node.group ? " many" : ""}`, style: { left: share(from), width: share(to - from) } }),
    critical?.map(([a, b]) => [scale.at(a), scale.at(b)]).filter(([a, b]) => b - a > 0.002)
      .map(([a, b]) => h("i", { key: a, class: "cp", style: { left: share(a), width: share(b - a) } })),
    label && h("span", { class: "bl", style: to > 0.86 ? { right: share(1 - from) } : { left: share(to) } }, duration(node.duration)));
}

function share(part) {
  return (part * 100).toFixed(3) + "%";
}
