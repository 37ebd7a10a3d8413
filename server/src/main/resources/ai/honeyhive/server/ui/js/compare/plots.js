import { h } from "preact";
import { count, counted } from "../format.js";
import { Line } from "../text.js";
import { deltaOf, valueOf } from "./values.js";

const LEFT = 44;
const RIGHT = 392;
const TOP = 8;
const BASE = 84;

/** How the metric lies in both runs: what changed a row, baseline against candidate, and the share of rows below a value. */
export function ComparePlots({ metric }) {
  const { differences, baseline_quantiles: before, candidate_quantiles: after, points } = metric.distribution;
  return h("div", { class: "plots" },
    h(Plot, { title: [h(Line, null, metric.metric), ", B − A per row"], note: counted(metric.pairs, "pair") }, h(Differences, { metric, differences })),
    h(Plot, { title: [h(Line, null, metric.metric), ", A against B"], note: (metric.lower_is_better ? "below" : "above") + " the line: B better" }, h(Points, { metric, points, total: metric.pairs })),
    h(Plot, { title: [h(Line, null, metric.metric), ", share of rows up to"], note: "A dashed, B solid" }, h(Shares, { metric, before, after })));
}

function Plot({ title, note, children }) {
  return h("figure", { class: "card plot-card" }, h("figcaption", { class: "rowx" }, h("span", { class: "card-name grow" }, title), h("small", { class: "dim nowrap" }, note)), children);
}

/** A word under or beside an axis. */
function word(x, y, text, anchor = "middle") {
  return h("text", { x, y, "text-anchor": anchor }, text);
}

function Differences({ metric, differences: { limit, counts } }) {
  const most = Math.sqrt(Math.max(...counts, 1));
  const width = (RIGHT - LEFT) / counts.length;
  const middle = (counts.length - 1) / 2;
  const tone = (i) => (i === middle ? "same" : i > middle !== metric.lower_is_better ? "good" : "bad");
  const bar = (i, size) => `M${(LEFT + i * width + 1).toFixed(1)} ${BASE}h${(width - 2).toFixed(1)}v-${((Math.sqrt(size) / most) * (BASE - TOP)).toFixed(1)}h-${(width - 2).toFixed(1)}z`;
  const paths = { good: "", same: "", bad: "" };
  counts.forEach((size, i) => { if (size) paths[tone(i)] += bar(i, size); });
  const better = metric.lower_is_better ? "▼ B worse" : "B better ▲";
  const label = `Histogram of ${count(metric.pairs)} differences: ${count(metric.improved)} rows better, ${count(metric.degraded)} worse, ${count(metric.same)} the same`;
  return h("svg", { viewBox: "0 0 400 100", role: "img", "aria-label": label },
    Object.entries(paths).map(([name, d]) => h("path", { key: name, class: "bar-" + name, d })),
    h("path", { class: "axis", d: `M${LEFT - 4} ${BASE + 0.5}H${RIGHT + 4}` }),
    word(LEFT, 97, deltaOf(metric, -limit), "start"), word((LEFT + RIGHT) / 2, 97, "0"), word(RIGHT, 97, deltaOf(metric, limit), "end"),
    word(LEFT, 12, metric.lower_is_better ? "B better ▲" : "▼ B worse", "start"), word(RIGHT, 12, better, "end"), word(LEFT, 25, "height: √ count", "start"));
}

function Points({ metric, points, total }) {
  const all = points.flat();
  const [low, high] = range(all);
  const x = (value) => LEFT + ((value - low) / (high - low)) * (RIGHT - LEFT);
  const y = (value) => BASE - ((value - low) / (high - low)) * (BASE - TOP);
  const mark = ([a, b]) => {
    const better = (b - a) * (metric.lower_is_better ? -1 : 1);
    const at = `${x(a).toFixed(1)} ${y(b).toFixed(1)}`;
    if (better === 0) return ["same", `M${at}m-1.600 0a1.600 1.600 0 1 0 3.200 0a1.600 1.600 0 1 0-3.200 0`];
    return better > 0 ? ["good", `M${at}m-3 2.500h6l-3-5z`] : ["bad", `M${at}m-3-2.500h6l-3 5z`];
  };
  const paths = { same: "", good: "", bad: "" };
  for (const point of points) {
    const [name, d] = mark(point);
    paths[name] += d;
  }
  return h("svg", { viewBox: "0 0 400 100", role: "img", "aria-label": `Values of A against values of B, ${count(points.length)} of ${counted(total, "pair")}` },
    h("path", { class: "axis", d: `M${LEFT} ${TOP}V${BASE}H${RIGHT}` }), h("path", { class: "diagonal", d: `M${x(low)} ${y(low)}L${x(high)} ${y(high)}` }),
    Object.entries(paths).map(([name, d]) => h("path", { key: name, class: "bar-" + name, d })),
    word(LEFT, 97, valueOf(metric, low), "start"), word((LEFT + RIGHT) / 2, 97, "A"), word(RIGHT, 97, valueOf(metric, high), "end"),
    word(LEFT - 5, 16, valueOf(metric, high), "end"), word(LEFT - 5, 50, "B", "end"), word(LEFT - 5, BASE, valueOf(metric, low), "end"));
}

function Shares({ metric, before, after }) {
  const [low, high] = range([...before, ...after]);
  const x = (value) => LEFT + ((value - low) / (high - low)) * (RIGHT - LEFT);
  const y = (share) => BASE - share * (BASE - TOP);
  const line = (values) => "M" + values.map((value, i) => `${x(value).toFixed(1)} ${y(i / (values.length - 1)).toFixed(1)}`).join("L") + `H${RIGHT}`;
  const median = (values) => values[(values.length - 1) / 2];
  return h("svg", { viewBox: "0 0 400 100", role: "img", "aria-label": `Share of rows up to a value. Median of A ${valueOf(metric, median(before))}, of B ${valueOf(metric, median(after))}` },
    h("path", { class: "gridline", d: `M${LEFT} ${y(0.5)}H${RIGHT}M${LEFT} ${y(0.95)}H${RIGHT}` }), h("path", { class: "axis", d: `M${LEFT} ${BASE}H${RIGHT}` }),
    h("path", { class: "line-a", d: line(before) }), h("path", { class: "line-b", d: line(after) }),
    word(LEFT - 5, y(0.5) + 3.5, "50 %", "end"), word(LEFT - 5, y(0.95) + 3.5, "95 %", "end"),
    word(LEFT, 97, valueOf(metric, low), "start"), word(RIGHT, 97, valueOf(metric, high), "end"));
}

function range(values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}
