import { cost, duration, isNumber, mean, tokens, UNKNOWN } from "../format.js";

/** A value of a compared metric in its unit: passes and fails as a share. */
export function valueOf(metric, value) {
  if (!isNumber(value)) return UNKNOWN;
  if (metric.unit === "ms") return duration(value);
  if (metric.unit === "usd") return cost(value);
  if (metric.unit === "tokens") return tokens(Math.round(value));
  return metric.pass_fail ? (value * 100).toFixed(1) + " %" : mean(value);
}

/** One row's value of a metric. */
export function rowValue(metric, value) {
  return metric.pass_fail && (value === 0 || value === 1) ? (value ? "✓" : "✗") : valueOf(metric, value);
}

/** A difference with sign and unit. */
export function deltaOf(metric, value) {
  if (!isNumber(value)) return UNKNOWN;
  const sign = value < 0 ? "−" : value > 0 ? "+" : "±";
  const size = Math.abs(value);
  return sign + (metric.pass_fail && !metric.unit ? (size * 100).toFixed(1) + " pp" : valueOf({ ...metric, pass_fail: false }, size));
}

/** A p-value as it is usually written. */
export function pValue(p) {
  if (p < 0.001) return "p < 0.001";
  return "p = " + (p >= 0.995 ? "1.00" : p.toPrecision(2));
}

const WORDS = { duration: ["faster", "slower"], cost: ["cheaper", "dearer"], total_tokens: ["fewer", "more"] };

/** The verdict as a mark, a word and a tone. */
export function verdictOf(metric) {
  if (metric.verdict === "no_evidence") return { mark: "", word: "no clear change", tone: "" };
  const better = metric.verdict === "better";
  const words = metric.kind === "measure" ? WORDS[metric.metric] : ["better", "worse"];
  return { mark: better ? "▲" : "▼", word: words[better ? 0 : 1], tone: better ? "good" : "bad" };
}
