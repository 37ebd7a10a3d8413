import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { datapointsOf } from "../api.js";
import { JsonView } from "../components/json-view.js";
import { Empty, LoadProblem, Skeleton } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { remember, setQuery, useRoute } from "../router.js";
import { columnsOf, partOf, shownColumns } from "./columns.js";
import { DatapointRow, RowsHead } from "./grid.js";

const ROW = 28;
const CHUNK = 100;

/** The rows as they were when they were given a name. They can be looked at, not changed. */
export function VersionRows({ version }) {
  const { query, state } = useRoute();
  const [{ rows, error }, setLoaded] = useState({ rows: null, error: null });
  const grid = useRef({});
  const load = async (signal) => {
    try {
      const found = new Map();
      for (let from = 0; from < version.datapoints.length; from += CHUNK) {
        for (const row of await datapointsOf(version.datapoints.slice(from, from + CHUNK), signal)) found.set(row.id, row);
      }
      setLoaded({ rows: version.datapoints.filter((id) => found.has(id)).map((id, i) => ({ ...found.get(id), number: i + 1 })), error: null });
    } catch (failure) {
      if (failure.name !== "AbortError") setLoaded({ rows: null, error: failure });
    }
  };
  useEffect(() => {
    setLoaded({ rows: null, error: null });
    const abort = new AbortController();
    load(abort.signal);
    return () => abort.abort();
  }, [version.hash]);
  const shown = rows ?? [];
  const columns = useMemo(() => shownColumns(columnsOf(shown)), [rows]);
  const at = shown.findIndex(({ id }) => id === query.row);
  const select = (index) => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, index))];
    if (!next) return;
    setQuery({ row: next.id });
    grid.current.reveal(shown.indexOf(next));
    grid.current.focus();
  };
  useKeys("Version", [
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["Escape"], label: "Close the row, back to what the dataset holds now", run: () => setQuery(query.row ? { row: "" } : { version: "" }) },
  ]);
  const lost = rows ? version.datapoints.length - rows.length : 0;
  return [
    lost > 0 && h("p", { class: "bar-note", role: "alert" }, `! ${counted(lost, "row")} of this version ${lost === 1 ? "was" : "were"} deleted`),
    h("div", { class: "split" },
      error ? h(LoadProblem, { error, what: "The version", onRetry: () => load() }) : !rows ? h(Skeleton) : !rows.length ? h(Empty, { title: "No rows" })
      : h(VirtualRows, {
        role: "grid", label: "Rows of the version", class: "grid", count: shown.length, rowHeight: ROW, columns: "64px " + columns.map(({ width }) => width).join(" "), handle: grid,
        initialTop: state.top, active: at, onScroll: (top) => remember({ top }), activeId: at >= 0 ? "p-" + query.row : undefined, header: h(RowsHead, { columns }),
        row: (index) => h(DatapointRow, { key: shown[index].id, row: shown[index], columns, index, selected: index === at, onSelect: ({ id }) => setQuery({ row: id }) }),
      }),
      at >= 0 && h("aside", { class: "pane", "aria-label": "Row in full" },
        h("header", null, h("b", { class: "lead" }, "Row " + shown[at].number), h("span", { class: "mut" }, "as it was")),
        h("div", { class: "scroll body", tabIndex: 0, role: "region", "aria-label": "Row data", "data-scrolls": true }, ["inputs", "ground_truth", "history", "metadata"].filter((part) => partOf(shown[at], part)).map((part) => h("section", { key: part, class: "sec" },
          h("h2", null, h("span", null, part.replace("_", " "))), h("div", { class: "in" }, h(JsonView, { value: partOf(shown[at], part), path: part }))))))),
    h(StatusBar, { live: false }, h("span", null, at >= 0 ? `row ${count(at + 1)} of ${count(shown.length)}` : counted(shown.length, "row"))),
  ];
}
