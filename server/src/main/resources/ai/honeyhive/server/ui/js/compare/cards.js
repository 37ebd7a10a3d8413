import { h } from "preact";
import { count } from "../format.js";
import { Line } from "../text.js";
import { deltaOf, pValue, valueOf, verdictOf } from "./values.js";

/** Each metric of both runs: means, difference with its interval, the test, what got better and worse. */
export function CompareCards({ metrics, selected, onSelect }) {
  return h("div", { class: "cards" }, metrics.map((metric) => {
    const { mark, word, tone } = verdictOf(metric);
    return h("button", { key: metric.metric, type: "button", class: "card compare", "aria-pressed": String(metric.metric === selected), title: metric.sentence, onClick: () => onSelect(metric) },
      h("span", { class: "rowx" }, h("span", { class: "card-name grow" }, h(Line, null, metric.metric)),
        h("span", { class: "pill " + tone }, mark && mark + " ", word)),
      h("span", { class: "card-big" }, h("small", null, valueOf(metric, metric.baseline_mean), " → "), valueOf(metric, metric.candidate_mean)),
      h(IntervalPlot, { metric, tone }),
      h("span", { class: "card-test" }, h("b", { class: tone }, deltaOf(metric, metric.difference)), h("span", null, `${metric.test === "McNemar exact" ? "McNemar" : "permutation"} ${pValue(metric.adjusted_p_value)}`), h("span", null, `▲ ${count(metric.improved)} ▼ ${count(metric.degraded)}`)));
  }));
}

/** The interval of the difference on a scale with no change in its middle. */
function IntervalPlot({ metric, tone }) {
  const interval = metric.difference_interval;
  if (!interval) return h("svg", { class: "ci", viewBox: "0 0 200 26", role: "img", "aria-label": "No interval: one pair alone" });
  const reach = 1.15 * Math.max(Math.abs(interval[0]), Math.abs(interval[1]), Math.abs(metric.difference), 1e-12);
  const x = (value) => (100 + (value / reach) * 94).toFixed(1);
  const label = `Difference ${deltaOf(metric, metric.difference)}, 95 % interval ${deltaOf(metric, interval[0])} to ${deltaOf(metric, interval[1])}`;
  return h("svg", { class: "ci " + tone, viewBox: "0 0 200 26", role: "img", "aria-label": label },
    h("path", { class: "ci-axis", d: "M6 11H194" }), h("path", { class: "ci-zero", d: "M100 2V20" }),
    h("path", { class: "ci-bar", d: `M${x(interval[0])} 11H${x(interval[1])}` }),
    h("path", { class: "ci-end", d: `M${x(interval[0])} 7v8M${x(interval[1])} 7v8` }),
    h("circle", { class: "ci-mean", cx: x(metric.difference), cy: 11, r: 4 }),
    h("text", { x: 100, y: 26, "text-anchor": "middle" }, "0"));
}
