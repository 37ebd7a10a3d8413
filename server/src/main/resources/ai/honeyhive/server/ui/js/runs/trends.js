import { h } from "preact";
import { count, duration, isNumber, mean } from "../format.js";
import { Line } from "../text.js";
import { isRunning } from "./run-list.js";

const MOST_RUNS = 14;
const LEFT = 44;
const RIGHT = 390;
const TOP = 8;
const BASE = 76;

/** How the runs of a group went on, oldest first: its first two scores with intervals, and the time of slow rows. */
export function Trends({ group, metrics, known, selected }) {
  const runs = group.runs.slice(0, MOST_RUNS).reverse().filter((run) => known.get(run.run_id)?.rows > 0);
  if (runs.length < 2) return null;
  const of = (label) => runs.map((run) => {
    const metric = known.get(run.run_id).metrics.find((each) => each.label === label);
    return { run, value: metric?.mean, interval: metric?.interval, lower: metric?.lower_is_better };
  });
  const shown = metrics.filter((label) => of(label).filter(({ value }) => isNumber(value)).length > 1).slice(0, 2);
  const times = runs.map((run) => ({ run, value: known.get(run.run_id).p95 }));
  return h("div", { class: "plots trends" },
    shown.map((label) => h(Trend, { key: label, label, points: of(label), format: mean, limits: group.runs[0].passing_ranges?.[label], selected, group })),
    h(Trend, { label: "p95 of rows", points: times, format: duration, selected, group }));
}

function Trend({ label, points, format, limits, selected, group }) {
  const known = points.filter(({ value }) => isNumber(value));
  const limit = isNumber(limits?.min) ? limits.min : isNumber(limits?.max) ? limits.max : undefined;
  const ends = [...known.flatMap(({ value, interval }) => interval ?? [value]), ...(limit === undefined ? [] : [limit])];
  if (!ends.length) return null;
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const room = (most - least || Math.abs(most) || 1) * 0.08;
  const y = (value) => BASE - ((value - least + room) / (most - least + 2 * room)) * (BASE - TOP);
  const x = (i) => (known.length === 1 ? (LEFT + RIGHT) / 2 : LEFT + 8 + (i / (known.length - 1)) * (RIGHT - LEFT - 16));
  const at = (i) => `${x(i).toFixed(1)} ${y(known[i].value).toFixed(1)}`;
  const side = (run) => (selected[0] === run.run_id ? "A" : selected[1] === run.run_id ? "B" : "");
  const text = `${label} of the last ${count(known.length)} runs of ${group.key || "all"}: ` + known.map(({ run, value }) => `${run.name} ${format(value)}`).join(", ");
  return h("figure", { class: "card plot-card" },
    h("figcaption", { class: "rowx" }, h("span", { class: "card-name grow" }, h(Line, null, (group.key ? group.key + " · " : "") + label)), h("small", { class: "dim nowrap" }, limit === undefined ? `last ${count(known.length)} runs` : `gate ${isNumber(limits.min) ? "≥" : "≤"} ${format(limit)}`)),
    h("svg", { class: "trend", viewBox: "0 0 400 92", role: "img", "aria-label": text },
      h("path", { class: "gridline", d: `M${LEFT} ${y(most)}H${RIGHT}M${LEFT} ${y(least)}H${RIGHT}` }),
      limit !== undefined && h("path", { class: "diagonal", d: `M${LEFT} ${y(limit)}H${RIGHT}` }),
      h("path", { class: "trend-line", d: "M" + known.map((point, i) => at(i)).join("L") }),
      h("path", { class: "trend-ci", d: known.map(({ interval }, i) => (interval ? `M${x(i).toFixed(1)} ${y(interval[0]).toFixed(1)}V${y(interval[1]).toFixed(1)}` : "")).join("") }),
      known.map(({ run, value }, i) => h("circle", { key: run.run_id, class: "trend-dot " + (side(run) && "picked ") + (isRunning(run) ? "open" : ""), cx: x(i), cy: y(value), r: side(run) ? 4.5 : 3.5 }, h("title", null, `${run.name}: ${format(value)}`))),
      h("text", { x: LEFT - 6, y: y(most) + 3.5, "text-anchor": "end" }, format(most)), least !== most && h("text", { x: LEFT - 6, y: y(least) + 3.5, "text-anchor": "end" }, format(least)),
      known.map(({ run }, i) => side(run) && h("text", { key: run.run_id, x: x(i), y: 90, "text-anchor": "middle" }, side(run)))));
}
