import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { createDataset, listDatasets, listRuns } from "../api.js";
import { copyText } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { Empty, LoadProblem, Skeleton, StaleBar } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { currentUrl, datasetLink, link, navigate, remember, setQuery, useRoute } from "../router.js";
import { wordsOf } from "../filter/words.js";
import { Line } from "../text.js";
import { iso, moment } from "../time.js";
import { FileFault, readRows } from "./files.js";
import { DropZone } from "./drop-zone.js";
import { ImportDialog } from "./import-dialog.js";
import { versionsOf } from "./versions.js";

const ROW = 30;
const COLUMNS = "minmax(200px, 1.2fr) minmax(160px, 2fr) 90px minmax(90px, .7fr) 110px 170px 170px";
const RUNS_LOOKED_AT = 100;

export function DatasetsView() {
  const { query, state } = useRoute();
  const [{ datasets, runs, error }, setLoaded] = useState({ datasets: null, runs: new Map(), error: null });
  const selected = query.row ?? null;
  const [dropped, setDropped] = useState(null);
  const [fault, setFault] = useState("");
  const grid = useRef({});
  const input = useRef(null);
  const file = useRef(null);

  const shown = useMemo(() => filterDatasets(datasets ?? [], query.q), [datasets, query.q]);
  const at = shown.findIndex((dataset) => dataset.id === selected);
  const load = async (signal) => {
    try {
      const [found, used] = await Promise.all([listDatasets(signal), listRuns({ limit: RUNS_LOOKED_AT }, signal)]);
      const uses = new Map();
      for (const run of used.evaluations) if (run.dataset_id) uses.set(run.dataset_id, (uses.get(run.dataset_id) ?? 0) + 1);
      setLoaded({ datasets: found.reverse(), runs: uses, error: null });
    } catch (failure) {
      if (failure.name !== "AbortError") setLoaded((before) => ({ ...before, error: failure }));
    }
  };
  useEffect(() => {
    document.title = "Datasets · HoneyHive";
    const abort = new AbortController();
    load(abort.signal);
    return () => abort.abort();
  }, []);


  const select = (index) => {
    const dataset = shown[Math.max(0, Math.min(shown.length - 1, index))];
    if (!dataset) return;
    setQuery({ row: dataset.id });
    grid.current.reveal(shown.indexOf(dataset));
    grid.current.focus();
  };
  const open = (id) => {
    setQuery({ row: id });
    navigate(datasetLink(id));
  };
  const create = async () => {
    try {
      navigate(datasetLink(await createDataset({ name: "Untitled dataset" })));
    } catch (failure) {
      setFault("Not created: " + failure.message);
    }
  };
  const take = async (files) => {
    try {
      const { name } = files[0];
      setFault("");
      setDropped({ name, ...await readRows(name, await files[0].text()) });
    } catch (failure) {
      if (!(failure instanceof FileFault)) throw failure;
      setFault(failure.message);
    }
  };
  const escape = (event) => {
    if (event.target === input.current) input.current.blur();
    else if (selected !== null) setQuery({ row: "" });
    else if (query.q) setQuery({ q: "" });
  };
  useKeys("Datasets", [
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["Home"], label: "Newest", run: () => select(0) },
    { keys: ["End"], label: "Oldest", run: () => select(shown.length - 1) },
    { keys: ["Enter"], label: "Open", bar: true, run: () => at >= 0 && open(selected) },
    { keys: ["/"], label: "Filter", bar: true, run: () => input.current?.focus() },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the field, drop selection, drop filter", run: escape },
  ]);

  const body = () => {
    if (!datasets) return error ? h(LoadProblem, { error, what: "Datasets", onRetry: () => load() }) : h(Skeleton);
    if (!datasets.length) {
      return h(Empty, { title: "No datasets yet" },
        h("p", { class: "mut" }, "Drop a file of JSON lines, JSON or CSV anywhere on this page, add events of a session, or create one by hand."));
    }
    if (!shown.length) return h(Empty, { title: "No dataset matches" }, h("button", { class: "btn", type: "button", onClick: () => setQuery({ q: "" }) }, `Drop “${query.q}”`));
    return h(VirtualRows, {
      role: "grid", label: "Datasets", class: "grid", count: shown.length, rowHeight: ROW, columns: COLUMNS, handle: grid, header: h(Head),
      initialTop: state.top, active: at, onScroll: (top) => remember({ top }), activeId: at >= 0 ? "d-" + selected : undefined,
      row: (index) => h(DatasetRow, { key: shown[index].id, dataset: shown[index], uses: runs.get(shown[index].id) ?? 0, index, selected: index === at, onOpen: open }),
    });
  };
  return h(DropZone, { onFiles: take, says: "Drop to make a dataset of the file" },
    h("section", { class: "page" },
      h("div", { class: "rowx lead" }, h("h1", null, "Datasets"), h("span", { class: "grow" }),
        h("label", { class: "field half" }, h(Icon, { name: "filter" }),
          h("input", { ref: input, "aria-label": "Filter", value: query.q ?? "", spellcheck: false, placeholder: "Filter by name, description, id", onInput: (event) => setQuery({ q: event.target.value }) }), h("kbd", null, "/")),
        h("button", { class: "btn", type: "button", onClick: () => file.current.click() }, "Import file"),
        h("button", { class: "btn", type: "button", onClick: create }, "New dataset"),
        h("input", { ref: file, type: "file", class: "sr", tabIndex: -1, "aria-label": "File to import", accept: ".jsonl,.ndjson,.json,.csv", onChange: (event) => take(event.target.files) }))),
    fault && h("p", { class: "bar-note", role: "alert" }, fault),
    error && datasets && h(StaleBar, { error, onRetry: () => load() }),
    body(),
    dropped && h(ImportDialog, { file: dropped, onClose: () => setDropped(null), onDone: (id) => navigate(datasetLink(id)) }),
    h(StatusBar, { live: false }, h("span", null, at >= 0 ? `dataset ${count(at + 1)} of ${count(shown.length)}` : `${counted(shown.length, "dataset")}, newest first`)));
}

function Head() {
  return h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 }, ["Name", "Description", "Rows", "Versions", "Used by", "Created", "Changed"].map((label) => h("span", {
    key: label, role: "columnheader", class: label === "Rows" || label === "Used by" ? "num" : "",
  }, label)));
}

function DatasetRow({ dataset, uses, index, selected, onOpen }) {
  const href = datasetLink(dataset.id);
  const cell = (name, content, title) => h("span", { role: "gridcell", class: name, title }, content);
  return h("div", { class: "tr row", role: "row", id: "d-" + dataset.id, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: (event) => !event.target.closest("a") && onOpen(dataset.id) },
    cell("name", h("a", { href, class: "strong", tabIndex: -1 }, h(Line, null, dataset.name || "unnamed"))),
    cell("mut", h("bdi", null, h(Line, null, dataset.description ?? ""))), cell("num", count(dataset.num_points)), cell("mut", h(Line, null, versionsOf(dataset).map(({ name }) => name).reverse().join(", "))),
    cell("num", uses ? h("a", { class: "link", tabIndex: -1, href: link("/runs", { q: dataset.id }) }, counted(uses, "run")) : h("span", { class: "dim" }, "no run")),
    cell("mut", moment(Date.parse(dataset.created_at)), iso(Date.parse(dataset.created_at))), cell("mut", moment(Date.parse(dataset.updated_at)), iso(Date.parse(dataset.updated_at))));
}

function filterDatasets(datasets, query) {
  const words = wordsOf(query);
  return datasets.filter((dataset) => {
    const text = [dataset.name, dataset.description, dataset.id].filter(Boolean).join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
