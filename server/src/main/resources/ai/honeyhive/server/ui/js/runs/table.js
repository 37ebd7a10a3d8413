import { h } from "preact";
import { StatusMark } from "../components/badges.js";
import { cost, duration, isNumber, mean, score } from "../format.js";
import { memo } from "../memo.js";
import { link, sessionLink } from "../router.js";
import { Line, oneLine, preview } from "../text.js";

const METRIC_COLUMNS = 8;

/** The columns of a run's rows: `{id, label, width, num, value(row)}`; `value` is what sorting goes by. */
export function columnsOf(rows, metrics) {
  const names = [...new Set([...metrics.map((metric) => metric.name), ...rows.flatMap((row) => Object.keys(row.metrics ?? {}).filter((name) => isScore(row.metrics[name])))])];
  const some = (pick) => rows.some((row) => isNumber(pick(row)));
  return [
    { id: "row", label: "Row", width: "64px", num: true, value: (row) => row.number },
    { id: "status", label: "", width: "26px", value: (row) => ["error", "running", "ok"].indexOf(row.status) },
    { id: "input", label: "Input", width: "minmax(140px, 1.1fr)", value: (row) => preview(row.inputs) },
    { id: "output", label: "Output", width: "minmax(140px, 1.3fr)", value: (row) => row.error ?? preview(row.outputs) },
    ...(rows.some((row) => row.ground_truth !== undefined) ? [{ id: "truth", label: "Ground truth", width: "minmax(110px, 1fr)", value: (row) => preview(row.ground_truth) }] : []),
    ...names.slice(0, METRIC_COLUMNS).map((name) => ({ id: "metric." + name, label: name, width: `minmax(64px, ${Math.min(132, 30 + name.length * 7.5)}px)`, num: true, fraction: rows.some((row) => isNumber(row.metrics?.[name]) && !Number.isInteger(row.metrics[name])), value: (row) => row.metrics?.[name] })),
    { id: "duration", label: "Duration", width: "80px", num: true, value: (row) => (row.status === "running" ? undefined : row.duration) },
    ...(some((row) => row.cost) ? [{ id: "cost", label: "Cost", width: "70px", num: true, value: (row) => row.cost }] : []),
  ];
}

function isScore(value) {
  return isNumber(value) || typeof value === "boolean";
}

/** The rows in the order of `sort` (`-name` is descending); rows without the value come last either way. */
export function sortRows(rows, columns, sort) {
  const column = columns.find(({ id }) => id === sort.replace("-", ""));
  if (!column || sort === "row") return rows;
  const sign = sort.startsWith("-") ? -1 : 1;
  return rows.map((row) => [column.value(row), row]).sort(([a, first], [b, second]) => {
    const missing = (a === undefined || a === null) - (b === undefined || b === null);
    if (missing) return missing;
    const order = typeof a === "string" && typeof b === "string" ? a.localeCompare(b) : Number(a) - Number(b);
    return (Number.isNaN(order) ? 0 : sign * order) || first.number - second.number;
  }).map(([, row]) => row);
}

export function RowsHead({ columns, sort, onSort }) {
  const descending = sort.startsWith("-");
  return h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 }, columns.map(({ id, label, num }) => {
    const active = sort.replace("-", "") === id;
    const direction = descending ? "descending" : "ascending";
    return h("span", { key: id, role: "columnheader", class: num ? "num" : "", "aria-sort": active ? direction : undefined },
      label ? h("button", { type: "button", class: active ? "strong" : "", title: "Sort by " + label, onClick: () => onSort(id) }, h(Line, null, label), active && (descending ? " ↓" : " ↑"))
        : h("span", { class: "sr" }, "Status"));
  }));
}

export const ResultRow = memo(({ row, run, columns, index, selected, onSelect }) => {
  const href = sessionLink(row.session_id, { run });
  const cell = (id, name, content, title) => h("span", { key: id, role: "gridcell", class: name, title }, content);
  const long = (id, name, value) => cell(id, name, h("bdi", null, h(Line, null, value)), oneLine(value).slice(0, 400) || undefined);
  const cells = {
    row: () => cell("row", "num", h("a", { href, class: "mono", tabIndex: -1, title: `Open the session of ${row.datapoint_id ?? "this row"}` }, row.number)),
    status: () => cell("status", "mark", h(StatusMark, { status: row.status })),
    input: () => long("input", "", preview(row.inputs)),
    output: () => (row.error ? long("output", "bad", row.error) : row.status === "running" && !row.outputs ? cell("output", "dim", "running") : long("output", "", preview(row.outputs))),
    truth: () => long("truth", "mut", preview(row.ground_truth)),
    duration: () => cell("duration", "num mut", row.status === "running" ? "" : duration(row.duration)),
    cost: () => cell("cost", "num mut", cost(row.cost)),
  };
  return h("div", { class: "tr row", role: "row", id: "w-" + row.session_id, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: (event) => !event.target.closest("a") && onSelect(row) },
    columns.map(({ id, value, fraction }) => (cells[id] ? cells[id]() : h(MetricCell, { key: id, value: value(row), fraction, why: row.metrics?.[id.slice(7) + "_explanation"] }))));
});

function MetricCell({ value, fraction, why }) {
  const zero = value === 0 || value === false;
  return h("span", { role: "gridcell", class: "num score" + (zero ? " zero" : ""), title: why ? oneLine(why) : value === undefined ? "No value" : String(value) },
    typeof value === "string" ? h(Line, null, value) : fraction ? mean(value) : score(value));
}

/** The address of a row's session, from which `[` and `]` walk through the run. */
export function rowLink(row, run) {
  return link("/sessions/" + encodeURIComponent(row.session_id), { run });
}
