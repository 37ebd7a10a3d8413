import { parseFilter, wireFilters } from "../filter/parse.js";

export const FUNCTIONS = ["average", "p50", "p90", "p95", "p99", "min", "max", "sum", "count"];
export const BUCKETS = ["minute", "hour", "day", "week", "month"];
export const RANGES = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000, "30d": 2_592_000_000, "": 0 };
export const RANGE_NAMES = { "1h": "last hour", "24h": "last 24 h", "7d": "last 7 days", "30d": "last 30 days", "": "all time" };

/** The metrics that every event may have; evaluators' own come from the schema. */
export const METRICS = [
  { value: "duration", label: "latency", unit: "ms" }, { value: "metadata.total_tokens", label: "tokens", unit: "tokens" },
  { value: "metadata.cost", label: "cost", unit: "$" }, { value: "error", label: "error rate", unit: "share" },
];
export const GROUPS = [["", "no grouping"], ["event_name", "event name"], ["event_type", "event type"], ["config.model", "model"], ["source", "source"], ["metadata.run_id", "run"]];

/** What a dashboard starts with. */
export const DEFAULTS = [
  { id: "latency", name: "Latency of model calls", metric: "duration", func: "p95", bucketing: "hour", groupBy: "config.model", filter: "event_type is model", range: "24h" },
  { id: "count", name: "Events", metric: "duration", func: "count", bucketing: "hour", groupBy: "event_type", filter: "", range: "24h" },
  { id: "errors", name: "Error rate", metric: "error", func: "average", bucketing: "hour", groupBy: "", filter: "", range: "24h" },
  { id: "tokens", name: "Tokens", metric: "metadata.total_tokens", func: "sum", bucketing: "hour", groupBy: "", filter: "event_type is model", range: "24h" },
  { id: "cost", name: "Cost", metric: "metadata.cost", func: "sum", bucketing: "hour", groupBy: "config.model", filter: "event_type is model", range: "24h" },
  { id: "spread", name: "Spread of latency", metric: "duration", kind: "histogram", func: "count", bucketing: "hour", groupBy: "", filter: "event_type is model", range: "24h" },
];

/** A chart as the server stores it becomes one as this page draws it. */
export function fromStored(chart) {
  return {
    id: chart.id, stored: true, name: chart.name, metric: chart.metric, kind: chart.description === "histogram" ? "histogram" : "line", func: chart.func ?? "average",
    bucketing: chart.bucketing ?? "hour", groupBy: chart.groupBy ?? "", range: chart.dateRange?.relative ?? "", filters: chart.query ?? [],
  };
}

export function toStored(chart) {
  return {
    name: chart.name, metric: chart.metric, description: chart.kind === "histogram" ? "histogram" : "", func: chart.func, bucketing: chart.bucketing, groupBy: chart.groupBy,
    dateRange: chart.range ? { relative: chart.range } : {}, query: filtersOf(chart),
  };
}

export function filtersOf(chart) {
  return chart.filters ?? wireFilters(parseFilter(chart.filter ?? "").filters);
}

/** The query of the chart's data. */
export function dataQuery(chart, now) {
  const length = RANGES[chart.range] ?? 0;
  return {
    metric: chart.metric, aggregation: chart.func, bucket: chart.bucketing, groupBy: chart.groupBy || undefined, filters: JSON.stringify(filtersOf(chart)),
    dateRange: length ? JSON.stringify({ $gte: new Date(now - length).toISOString(), $lte: new Date(now).toISOString() }) : undefined,
  };
}

/** The bucket's end, for links to what is in it. */
export function bucketEnd(start, bucketing) {
  const date = new Date(start);
  if (bucketing === "month") return date.setUTCMonth(date.getUTCMonth() + 1);
  return start + { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 }[bucketing];
}

export function metricLabel(metric) {
  return METRICS.find((each) => each.value === metric)?.label ?? metric.replace(/^metrics\./, "");
}

export function unitOf(chart) {
  if (chart.func === "count" || chart.kind === "histogram") return "count";
  return METRICS.find((each) => each.value === chart.metric)?.unit ?? "score";
}
