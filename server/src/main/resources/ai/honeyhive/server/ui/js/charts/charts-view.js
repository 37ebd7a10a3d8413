import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { createChart, deleteChart, getEventSchema, listCharts, updateChart } from "../api.js";
import { copyText } from "../components/copy-button.js";
import { LoadProblem, Skeleton } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { counted } from "../format.js";
import { useKeys } from "../keys.js";
import { currentUrl, setQuery, useRoute } from "../router.js";
import { useScroll } from "../scroll.js";
import { onStream } from "../stream.js";
import { ChartCard } from "./chart-card.js";
import { ChartEditor } from "./chart-editor.js";
import { DEFAULTS, RANGES, RANGE_NAMES, fromStored, toStored } from "./definition.js";

const REFRESH_MS = 5000;

/** The dashboard: the charts saved on the server, or a first set of them where none is. */
export function ChartsView() {
  const { query } = useRoute();
  const [{ charts, error }, setLoaded] = useState({ charts: null, error: null });
  const [schema, setSchema] = useState([]);
  const [version, setVersion] = useState(0);
  const load = async (signal) => {
    try {
      setLoaded({ charts: (await listCharts(signal)).map(fromStored), error: null });
    } catch (failure) {
      if (failure.name !== "AbortError") setLoaded((before) => ({ ...before, error: failure }));
    }
  };
  useEffect(() => {
    document.title = "Charts · HoneyHive";
    const abort = new AbortController();
    load(abort.signal);
    getEventSchema(abort.signal).then(({ fields }) => setSchema([...new Set(fields.map((field) => field.name))].sort()), () => setSchema([])); // completion is a convenience
    let timer = 0;
    const soon = () => { timer ||= setTimeout(() => { timer = 0; setVersion((now) => now + 1); }, REFRESH_MS); };
    const stops = [onStream("session", soon), onStream("resync", soon)];
    return () => {
      abort.abort();
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, []);
  const list = charts?.length ? charts : DEFAULTS;
  const tables = query.table ? query.table.split(",") : [];
  const showTable = (id) => setQuery({ table: (tables.includes(id) ? tables.filter((each) => each !== id) : [...tables, id]).join(",") });
  const board = useScroll();
  const shown = list.map((chart) => (query.range === undefined ? chart : { ...chart, range: query.range === "all" ? "" : query.range }));
  const edited = query.edit === "new" ? { ...DEFAULTS[0], id: "new", name: "" } : list.find((chart) => chart.id === query.edit);
  const save = async (chart) => {
    if (chart.stored) {
      await updateChart(chart.id, toStored(chart));
    } else {
      // the first change makes the first set the dashboard's own
      for (const each of charts.length ? [] : DEFAULTS) if (each.id !== chart.id) await createChart(toStored(each));
      await createChart(toStored(chart));
    }
    await load();
    setQuery({ edit: "" });
  };
  const remove = async (chart) => {
    await deleteChart(chart.id);
    await load();
    setQuery({ edit: "" });
  };
  useKeys("Charts", [
    { keys: ["n"], label: "New chart", bar: true, run: () => setQuery({ edit: "new" }) },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the editor", run: () => setQuery({ edit: "" }) },
  ]);
  const range = query.range ?? null;
  return h("main", { class: "view" },
    h("section", { class: "page" }, h("div", { class: "rowx lead" }, h("h1", null, "Charts"),
      h("span", { class: "seg", role: "group", "aria-label": "Range" }, h("button", { type: "button", "aria-pressed": String(range === null), onClick: () => setQuery({ range: "" }) }, "Each its own"),
        Object.keys(RANGES).map((each) => h("button", { key: each, type: "button", "aria-pressed": String(range === (each || "all")), onClick: () => setQuery({ range: each || "all" }) }, RANGE_NAMES[each]))),
      h("span", { class: "grow" }), h("button", { class: "btn", type: "button", onClick: () => setQuery({ edit: "new" }) }, "New chart ", h("kbd", null, "n")))),
    !charts ? (error ? h(LoadProblem, { error, what: "Charts", onRetry: () => load() }) : h(Skeleton))
      : h("div", { class: "split" },
        h("div", { ...board, class: "scroll charts", tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": "Dashboard" }, shown.map((chart) => h(ChartCard, { key: chart.id, chart, version, table: tables.includes(chart.id), onTable: () => showTable(chart.id), onEdit: () => setQuery({ edit: chart.id }) }))),
        edited && h(ChartEditor, { key: edited.id, chart: edited, schema, onSave: save, onDelete: edited.stored ? remove : null, onClose: () => setQuery({ edit: "" }) })),
    h(StatusBar, null, h("span", null, charts?.length ? counted(charts.length, "chart") : "a first set of charts; a change makes them yours"), h("span", { class: "wide" }, "buckets begin at UTC; a click on a point opens its sessions")));
}
