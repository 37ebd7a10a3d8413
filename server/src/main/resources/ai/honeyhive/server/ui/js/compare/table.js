import { h } from "preact";
import { cost, duration, isNumber } from "../format.js";
import { memo } from "../memo.js";
import { Line, oneLine, preview } from "../text.js";
import { ChangedText } from "./changed-text.js";
import { deltaOf, rowValue } from "./values.js";

/** What a row shows of a text: more fits into no column. */
const SHOWN = 280;

export const COMPARE_COLUMNS = "64px minmax(120px, .9fr) minmax(120px, 1fr) minmax(140px, 1.2fr) 224px 80px 96px";
export const COMPARE_COLUMNS_BESIDE = "64px minmax(110px, .9fr) minmax(140px, 1.2fr) 224px";

export function CompareHead({ metric, beside }) {
  const cell = (name, content, props) => h("span", { role: "columnheader", class: name, ...props }, content);
  return h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 },
    cell("num", "Row"), cell("", "Input"), !beside && cell("", [h(Tag, { side: "A" }), " output"]), cell("", [h(Tag, { side: "B" }), " output, changes marked"]),
    cell("num strong", [h(Line, null, metric.metric), " A → B ↑"], { "aria-sort": "ascending", title: "Worst first" }), !beside && cell("num", "Δ time"), !beside && cell("num", "Δ cost"));
}

export function Tag({ side }) {
  return h("span", { class: "tag " + side, "aria-label": side === "A" ? "A, the baseline" : "B, the candidate", role: "img" }, side);
}

/** What a side gave out, or why it did not, as one line. */
export function outputOf(side) {
  const row = side[0];
  if (!row) return "";
  return row.error && row.failed ? "error: " + oneLine(row.error) : preview(row.outputs);
}

export const CompareRow = memo(({ row, metric, mode, index, selected, beside, onSelect }) => {
  const before = outputOf(row.baseline);
  const after = outputOf(row.candidate);
  const first = row.baseline[0] ?? row.candidate[0];
  const cell = (name, content, title) => h("span", { role: "gridcell", class: name, title }, content);
  const none = (side) => h("span", { class: "dim" }, `not in ${side}`);
  return h("div", { class: "tr row", role: "row", id: "c-" + row.number, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: (event) => !event.target.closest("a") && onSelect(row) },
    cell("num mono mut", row.number, row.datapoint_id), cell("", h("bdi", null, h(Line, null, preview(first.inputs)))),
    !beside && cell("mut", row.baseline.length ? h("bdi", null, h(Line, null, before)) : none("A")),
    cell(row.candidate[0]?.failed ? "faded bad" : "faded", row.candidate.length ? h("bdi", null, h(ChangedText, { before: row.baseline.length ? before.slice(0, SHOWN) : null, after: after.slice(0, SHOWN), mode: mode === "lines" ? "words" : mode })) : none("B")),
    cell("num", h(Change, { row, metric })), !beside && cell("num mut", difference(row, (side) => side.duration, duration)), !beside && cell("num mut", difference(row, (side) => side.cost, cost)));
});

/** The metric before and after, with a mark and a word for what came of it. */
export function Change({ row, metric }) {
  const value = (number, side) => (side.some((each) => each.failed) && !isNumber(number) ? h("b", { class: "bad" }, "! error") : rowValue(metric, number));
  const tone = row.change === "improved" ? "good" : row.change === "degraded" || row.change === "broke" ? "bad" : "";
  const mark = tone === "good" ? "▲ " : tone === "bad" ? "▼ " : "";
  return [h("span", { class: "mut" }, value(row.before, row.baseline), " → "), h("b", null, value(row.after, row.candidate)),
    isNumber(row.difference) && row.difference !== 0 && h("span", { class: "delta " + tone }, "  " + mark + (metric.pass_fail ? "" : deltaOf(metric, Math.abs(row.difference)).slice(1)))];
}

function difference(row, pick, format) {
  const mean = (side) => side.map(pick).filter(isNumber).reduce((sum, value, i, all) => sum + value / all.length, 0);
  if (!row.baseline.some((side) => isNumber(pick(side))) || !row.candidate.some((side) => isNumber(pick(side)))) return "–";
  const change = mean(row.candidate) - mean(row.baseline);
  return (change < 0 ? "−" : "+") + format(Math.abs(change));
}
