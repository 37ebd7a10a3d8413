import { h } from "preact";
import { useMemo } from "preact/hooks";
import { Plot } from "../charts/plot.js";
import { Empty } from "../components/states.js";
import { counted, isNumber } from "../format.js";
import { oneLine } from "../text.js";

const SERIES = 8;
const TIME_NAMES = /(^|_)(time|at)$/;
/** SQLite's dates and times are UTC. */
const DATE = /^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;

/** The answer as lines over time or over a number, or as bars over what the rows are called. */
export function ResultChart({ result }) {
  const picture = useMemo(() => pictureOf(result), [result]);
  if (!picture) return h(Empty, { title: "Nothing to draw" }, h("p", { class: "mut" }, "A chart needs a column of numbers. The first column is what they are drawn over: a time, a number or a name."));
  const { data, says } = picture;
  return h("div", { class: "scroll charts", tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": "Chart" }, h("section", { class: "chart whole" }, h("p", { class: "mut" }, says),
    h(Plot, { data, unit: "score", xUnit: picture.time ? null : "score", xLabels: picture.labels, bars: Boolean(picture.labels) && data.series.length === 1, label: `${says}, ${counted(data.x.length, "point")}. The table has the values.` })));
}

/** What is drawn, or null where the answer has no numbers. */
export function pictureOf({ columns, rows }) {
  const numeric = columns.map((column, i) => ({ ...column, i })).filter((column) => column.type === "integer" || column.type === "real");
  const over = overOf(columns, rows, numeric);
  const drawn = numeric.filter((column) => column.i !== over.i).slice(0, SERIES);
  if (!drawn.length) return null;
  const points = rows.map((row, at) => ({ x: over.x(row, at), row })).filter((point) => isNumber(point.x)).sort((a, b) => a.x - b.x);
  const left = numeric.length - drawn.length - (numeric.some((column) => column.i === over.i) ? 1 : 0);
  return {
    time: over.kind === "time", labels: over.kind === "name" ? rows.map((row) => oneLine(row[over.i] ?? "null").slice(0, 24)) : null,
    says: `${drawn.map((column) => column.name).join(", ")} over ${over.i < 0 ? "the rows" : columns[over.i].name}${left > 0 ? `; ${counted(left, "more column")} in the table` : ""}`,
    data: { x: points.map((point) => point.x), series: drawn.map((column) => ({ name: column.name, group: "", values: points.map((point) => point.row[column.i]) })) },
  };
}

/** Which column the numbers are drawn over, and where each row lies on it. */
function overOf(columns, rows, numeric) {
  const time = numeric.find((column) => TIME_NAMES.test(column.name));
  if (time) return { i: time.i, kind: "time", x: (row) => (row[time.i] === null ? null : row[time.i] / 1000) };
  const text = columns.findIndex((column) => column.type === "text");
  if (text >= 0 && rows.every((row) => row[text] === null || DATE.test(row[text]))) {
    return { i: text, kind: "time", x: (row) => (row[text] === null ? null : Date.parse(row[text].replace(" ", "T") + (row[text].length > 10 ? "Z" : "")) / 1000) };
  }
  if (text >= 0) return { i: text, kind: "name", x: (row, at) => at };
  if (numeric.length > 1) return { i: numeric[0].i, kind: "number", x: (row) => row[numeric[0].i] };
  return { i: -1, kind: "number", x: (row, at) => at + 1 };
}
