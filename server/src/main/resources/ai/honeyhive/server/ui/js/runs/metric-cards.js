import { h } from "preact";
import { count, mean, percent } from "../format.js";
import { Line } from "../text.js";

const BINS = 16;

/** Each metric of the run: its mean, over how many values, and how they are spread. */
export function MetricCards({ metrics, sort, onSort, partial }) {
  if (!metrics.length) return null;
  return h("div", { class: "cards" }, metrics.map((metric) => {
    const numbers = metric.values.map(Number).filter(Number.isFinite);
    const yesNo = metric.values.length > 0 && metric.values.every((value) => typeof value === "boolean");
    const passed = numbers.filter((value) => value === 1).length;
    return h("button", {
      key: metric.label, type: "button", class: "card", "aria-pressed": String(sort.replace("-", "") === "metric." + metric.name),
      title: "Sort the rows by " + metric.label, onClick: () => onSort("metric." + metric.name),
    },
    h("span", { class: "card-name" }, h(Line, null, metric.label)),
    h("span", { class: "card-big" }, yesNo ? percent(passed, numbers.length) : mean(metric.mean),
      h("small", null, yesNo ? ` ${count(passed)} of ${count(numbers.length)}` : ` mean of ${count(numbers.length)}`, partial && " so far")),
    h(Histogram, { numbers }));
  }));
}

/** How the values lie between the smallest and the largest (0 and 1 for scores). Darker bins hold more. */
function Histogram({ numbers }) {
  if (!numbers.length) return null;
  const low = numbers.reduce((a, b) => Math.min(a, b), 0);
  const high = numbers.reduce((a, b) => Math.max(a, b), 1);
  const bins = new Array(BINS).fill(0);
  for (const value of numbers) bins[Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS))]++;
  const most = Math.max(...bins);
  const bars = bins.map((size, i) => (size ? `M${i * 10 + 1} 24h8v-${Math.max(1.5, (size / most) * 22).toFixed(1)}h-8z` : "")).join("");
  return h("span", { class: "hist" }, h("span", null, mean(low).replace(/\.?0+$/, "")),
    h("svg", { viewBox: `0 0 ${BINS * 10} 25`, preserveAspectRatio: "none", role: "img", "aria-label": `Distribution of ${count(numbers.length)} values from ${mean(low)} to ${mean(high)}` },
      h("path", { class: "bars", d: bars }), h("path", { class: "base", d: `M0 24.500H${BINS * 10}` })),
    h("span", null, mean(high).replace(/\.?0+$/, "")));
}
