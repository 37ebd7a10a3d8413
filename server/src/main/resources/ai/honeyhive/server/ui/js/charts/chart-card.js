import { h } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { getEventChart, getEventHistogram } from "../api.js";
import { counted } from "../format.js";
import { link, navigate } from "../router.js";
import { writeFilter } from "../filter/parse.js";
import { Line } from "../text.js";
import { iso, isTime, moment } from "../time.js";
import { RANGES, RANGE_NAMES, bucketEnd, dataQuery, filtersOf, metricLabel, unitOf } from "./definition.js";
import { Plot, formatOf } from "./plot.js";

const SERIES = 8;

/** One chart with its title, its picture and the same as a table. */
export function ChartCard({ chart, version, table, onTable, onEdit }) {
  const [{ body, error }, setState] = useState({ body: null, error: null });
  useEffect(() => {
    const abort = new AbortController();
    const query = dataQuery(chart, Date.now());
    (chart.kind === "histogram" ? getEventHistogram(query, abort.signal) : getEventChart(query, abort.signal))
      .then((found) => setState({ body: found, error: null }), (failure) => failure.name !== "AbortError" && setState((before) => ({ ...before, error: failure })));
    return () => abort.abort();
  }, [JSON.stringify(dataQuery(chart, 0)), chart.kind, version]);
  const data = useMemo(() => body && (chart.kind === "histogram" ? histogramOf(body) : linesOf(body)), [body]);
  const unit = unitOf(chart);
  const filters = filtersOf(chart);
  const pick = (index, series) => navigate(link("/sessions", { q: [...filters.map(writeFilter), ...(series.group ? [writeFilter({ field: chart.groupBy, operator: "is", value: series.group })] : [])].join(" "), ...rangeOf(chart, data, index) }));
  const span = useMemo(() => data && chart.kind !== "histogram" && spanOf(chart, data), [data]);
  const says = `${chart.kind === "histogram" ? "spread of " + metricLabel(chart.metric) : chart.func === "count" ? "number of events" : chart.func + " " + metricLabel(chart.metric)}${chart.groupBy ? " by " + chart.groupBy : ""}, ${RANGE_NAMES[chart.range]}`;
  return h("section", { class: "chart", "aria-label": chart.name },
    h("header", { class: "rowx" }, h("h2", { class: "cut" }, h(Line, null, chart.name)), h("span", { class: "dim cut grow" }, says),
      h("button", { class: "btn quiet", type: "button", "aria-pressed": String(table), onClick: onTable }, "Table"), h("button", { class: "btn quiet", type: "button", onClick: onEdit }, "Edit")),
    filters.length > 0 && h("p", { class: "mono dim cut" }, filters.map(writeFilter).join("  ")),
    data?.untimed > 0 && h("p", { class: "warn" }, `▲ ${counted(data.untimed, "event")} without a usable time left out`),
    error ? h("p", { class: "bad", role: "alert" }, `! ${error.message}`) : !data ? h("div", { class: "plot", "aria-busy": "true" })
      : !data.x.length ? h("p", { class: "mut" }, "No event in this range has it.")
        : table ? h(Table, { data, unit, histogram: chart.kind === "histogram", xUnit: chart.metric === "duration" ? "ms" : "score" })
          : h(Plot, { data, unit, span, bars: chart.kind === "histogram", xUnit: chart.kind === "histogram" ? unitOf({ ...chart, kind: "line", func: "average" }) : null, label: `${chart.name}: ${says}, ${counted(data.x.length, "point")}. The table has the values.`, onPick: pick }));
}

function rangeOf(chart, data, index) {
  if (chart.kind === "histogram") return {};
  const start = data.x[index] * 1000;
  return { range: `${new Date(start).toISOString()}..${new Date(bucketEnd(start, chart.bucketing)).toISOString()}` };
}

/** The range asked for, or the time from the first bucket to the end of the last, in seconds. */
function spanOf(chart, data) {
  const length = RANGES[chart.range] ?? 0;
  const last = data.x.length ? bucketEnd(data.x[data.x.length - 1] * 1000, chart.bucketing) : Date.now();
  const to = Math.max(length ? Date.now() : 0, last);
  return [(length ? Math.min(Date.now() - length, data.x[0] * 1000) : data.x[0] * 1000) / 1000, to / 1000];
}

function linesOf(body) {
  const bars = body.events.filter((bar) => isTime(bar.start_time));
  const untimed = body.events.reduce((sum, bar) => sum + (isTime(bar.start_time) ? 0 : bar.count), 0);
  const times = [...new Set(bars.map((bar) => bar.start_time))].sort((a, b) => a - b);
  const place = new Map(times.map((time, i) => [time, i]));
  const groups = new Map();
  for (const bar of bars) {
    const name = bar.group ?? "";
    if (!groups.has(name)) groups.set(name, { group: name, name: name || "all", weight: 0, values: new Array(times.length).fill(null) });
    const series = groups.get(name);
    series.values[place.get(bar.start_time)] = bar.value;
    series.weight += bar.count;
  }
  const series = [...groups.values()].sort((a, b) => b.weight - a.weight).slice(0, SERIES);
  return { x: times.map((time) => time / 1000), series, untimed };
}

function histogramOf(body) {
  return { x: body.bins.map((bin) => (bin.from + bin.to) / 2), bins: body.bins, series: [{ name: "events", group: "", values: body.bins.map((bin) => bin.count) }] };
}

function Table({ data, unit, histogram, xUnit }) {
  const format = formatOf(unit);
  const x = formatOf(xUnit);
  return h("div", { class: "scroll chart-table", tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": "Values" }, h("table", { class: "plain" },
    h("thead", null, h("tr", null, h("th", null, histogram ? "Value" : "From"), data.series.map((series) => h("th", { key: series.name, class: "num" }, h(Line, null, series.name))))),
    h("tbody", null, data.x.map((at, i) => h("tr", { key: at }, h("td", { title: histogram ? undefined : iso(at * 1000) }, histogram ? `${x(data.bins[i].from)} to ${x(data.bins[i].to)}` : moment(at * 1000)),
      data.series.map((series) => h("td", { key: series.name, class: "num", title: series.values[i] === null ? "No value" : String(series.values[i]) }, series.values[i] === null ? "" : format(series.values[i]))))))));
}
