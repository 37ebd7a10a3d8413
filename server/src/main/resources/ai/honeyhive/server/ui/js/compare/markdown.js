import { count } from "../format.js";
import { deltaOf, pValue, valueOf, verdictOf } from "./values.js";

/** The comparison as Markdown, for a pull request. */
export function markdownOf(result, address) {
  const { baseline, candidate, metrics } = result;
  const lines = [
    `### ${plain(candidate.name)} (B) against ${plain(baseline.name)} (A)`, "",
    plain(result.verdict.sentence), "",
    `${count(result.common_datapoints)} datapoints in both, ${count(result.baseline_only)} only in A, ${count(result.candidate_only)} only in B; failed rows: A ${count(baseline.failed)}, B ${count(candidate.failed)}.`, "",
    "| metric | A | B | difference | 95 % interval | adjusted p | better | worse | verdict |", "|---|---:|---:|---:|---|---:|---:|---:|---|",
    ...metrics.map((metric) => "| " + [
      plain(metric.metric), valueOf(metric, metric.baseline_mean), valueOf(metric, metric.candidate_mean), deltaOf(metric, metric.difference),
      metric.difference_interval ? metric.difference_interval.map((end) => deltaOf(metric, end)).join(" to ") : "–",
      pValue(metric.adjusted_p_value).replace("p = ", "").replace("p ", ""), count(metric.improved), count(metric.degraded), verdictOf(metric).word,
    ].join(" | ") + " |"), "",
    ...result.notes.map((note) => "- " + plain(note)), result.notes.length ? "" : null,
    `[Open the comparison](${address})`,
  ];
  return lines.filter((line) => line !== null).join("\n") + "\n";
}

/** Text that must not become markup where it is pasted. */
function plain(text) {
  return String(text ?? "").replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
