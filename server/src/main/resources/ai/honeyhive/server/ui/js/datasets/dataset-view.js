import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { createDatapoint, deleteDataset, getDataset, listRuns, takeOut, updateDataset } from "../api.js";
import { copyText } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { Empty, LoadProblem, Problem, Skeleton } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { currentUrl, goUp, link, redirect, remember, route, setQuery, useRoute } from "../router.js";
import { wordsOf } from "../filter/words.js";
import { useStore } from "../store.js";
import { compactJson, Line, readable } from "../text.js";
import { columnsOf, shownColumns } from "./columns.js";
import { DatasetHeader } from "./dataset-header.js";
import { DropZone } from "./drop-zone.js";
import { FileFault, readRows, save, toCsv, toLines } from "./files.js";
import { DatapointRow, RowsHead } from "./grid.js";
import { ImportDialog } from "./import-dialog.js";
import { RowPane } from "./row-pane.js";
import { DatasetRows } from "./rows.js";
import { SaveVersion } from "./save-version.js";
import { History } from "./undo.js";
import { VersionRows } from "./version-view.js";
import { splitsOf, Versions, versionsOf, withVersion } from "./versions.js";

const ROW = 28;

export function DatasetView({ id }) {
  const { query, state } = useRoute();
  const [dataset, setDataset] = useState(undefined);
  const [runs, setRuns] = useState([]);
  const [error, setError] = useState(null);
  const [dropped, setDropped] = useState(null);
  const [naming, setNaming] = useState(false);
  const [fault, setFault] = useState("");
  const [focus, setFocus] = useState(null);
  const rows = useMemo(() => new DatasetRows(id), [id]);
  const history = useMemo(() => new History(), [id]);
  const { rows: all, complete, error: rowsError } = useStore(rows.store);
  const steps = useStore(history.store);
  const grid = useRef({});
  const input = useRef(null);
  const file = useRef(null);

  const show = (found) => {
    rows.keep(versionsOf(found));
    setDataset(found);
  };
  const load = async (signal) => {
    setError(null);
    try {
      show(await getDataset(id, signal));
      setRuns((await listRuns({ dataset_id: id, limit: 20 }, signal)).evaluations);
    } catch (failure) {
      if (failure.name !== "AbortError") setError(failure);
    }
    await rows.load(signal);
  };
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal);
    return () => abort.abort();
  }, [id]);
  useEffect(() => { document.title = `${dataset?.name || "Dataset"} · HoneyHive`; }, [dataset]);

  const numbered = useMemo(() => all.map((row, i) => ({ ...row, number: i + 1 })), [all]);
  const columns = useMemo(() => columnsOf(all), [all]);
  const splits = useMemo(() => [...new Set(all.map((row) => row.metadata?.split).filter((split) => typeof split === "string"))].sort(), [all]);
  const shown = useMemo(() => filterRows(numbered, query.q, query.split), [numbered, query.q, query.split]);
  const visible = useMemo(() => shownColumns(columns.filter(({ part }) => part !== "metadata" || !query.row)), [columns, query.row]);
  const at = shown.findIndex((row) => row.id === query.row);
  const row = at >= 0 ? shown[at] : null;

  const select = (index) => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, index))];
    if (!next) return;
    setQuery({ row: next.id });
    grid.current.reveal(shown.indexOf(next));
    grid.current.focus();
  };
  const change = (target, part, key, value) => {
    let existed;
    let before;
    const put = (edit) => async () => {
      const map = edit({ ...rows.get(target.id)?.[part] }); // as it is now: an edit made before may just have been stored
      const held = rows.idOf(target.id);
      await rows.change(target.id, { [part]: map });
      if (route().query.row === held) setQuery({ row: rows.idOf(held) });
    };
    history.run({
      label: `${key} of row ${target.number}`,
      redo: put((map) => {
        existed = key in map;
        before = map[key];
        return { ...map, [key]: value };
      }),
      undo: put((map) => {
        if (existed) return { ...map, [key]: before };
        delete map[key];
        return map;
      }),
    });
  };
  const remove = (target) => {
    let order;
    history.run({
      label: `row ${target.number} taken out`,
      redo: async () => {
        order = (await getDataset(id)).datapoints; // also what is not here yet
        await takeOut(id, rows.idOf(target.id));
        rows.remove(target.id);
      },
      undo: async () => {
        await updateDataset(id, { datapoints: order.map((each) => rows.idOf(each)) });
        await rows.load();
      },
    });
  };
  const addRow = () => {
    const empty = Object.fromEntries(columns.filter(({ part }) => part === "inputs").map(({ key }) => [key, ""]));
    let created = null;
    history.run({
      label: "a new row",
      redo: async () => {
        created = await createDatapoint({ inputs: empty, linked_datasets: [id] });
        await rows.load();
        setQuery({ row: created });
      },
      undo: async () => {
        await takeOut(id, rows.idOf(created));
        rows.remove(created);
      },
    });
  };
  const rename = (changes) => {
    const before = { name: dataset.name, description: dataset.description ?? "" };
    const put = (to) => async () => show(await updateDataset(id, to));
    history.run({ label: "name or description", redo: put({ ...before, ...changes }), undo: put(before) });
  };
  const drop = () => deleteDataset(id).then(() => redirect(link("/datasets")), (failure) => setFault("Not deleted: " + failure.message));
  const take = async (files) => {
    try {
      setFault("");
      setDropped({ name: files[0].name, ...await readRows(files[0].name, await files[0].text()) });
    } catch (failure) {
      if (!(failure instanceof FileFault)) throw failure;
      setFault(failure.message);
    }
  };
  const name = (dataset?.name || "dataset").replace(/[^\w.-]+/g, "-");
  const exportLines = () => save(name + ".jsonl", toLines(shown), "application/x-ndjson");
  const exportCsv = async () => save(name + ".csv", await toCsv(["id", ...columns.map((column) => column.id)], shown.map((each) => [each.id, ...columns.map((column) => column.value(each))])), "text/csv");
  const escape = (event) => {
    if (event.target === input.current) input.current.blur();
    else if (query.row) setQuery({ row: "" });
    else if (query.q || query.split) setQuery({ q: "", split: "" });
    else goUp(link("/datasets"));
  };
  const version = versionsOf(dataset).find(({ name }) => name === query.version);
  useKeys("Dataset", version ? [] : [ // a version has its own
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["PageDown"], label: "A page down", run: () => select(at + grid.current.page()) },
    { keys: ["PageUp"], label: "A page up", run: () => select(at - grid.current.page()) },
    { keys: ["Home"], label: "First row", run: () => select(0) },
    { keys: ["End"], label: "Last row", run: () => select(shown.length - 1) },
    { keys: ["Enter"], label: "Edit the row", bar: true, short: "edit", run: () => row && setFocus({ id: visible[0]?.id }) },
    { keys: ["u"], label: "Undo", bar: true, run: () => history.undo() },
    { keys: ["U"], label: "Redo", run: () => history.redo() },
    { keys: ["/"], label: "Filter", bar: true, run: () => input.current?.focus() },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the field, close the row, drop filter, back", run: escape },
  ]);

  if (dataset === undefined) return h("main", { class: "view" }, error ? h(LoadProblem, { error, what: "The dataset", onRetry: () => load() }) : h(Skeleton), h(StatusBar));
  if (dataset === null) return h("main", { class: "view" }, h(Problem, { title: "There is no such dataset", detail: id, action: h("a", { class: "btn", href: link("/datasets") }, "Show datasets") }), h(StatusBar));
  const header = h(DatasetHeader, { dataset, rows: all.length, splits: splitsOf(all), runs, steps, onBack: () => goUp(link("/datasets")), onDelete: drop, onRename: rename, onUndo: () => history.undo(), onRedo: () => history.redo() });
  const versions = h(Versions, { dataset, rows: complete ? all.length : dataset.num_points, chosen: version?.name ?? "", onChoose: (chosen) => setQuery({ version: chosen, row: "" }) });
  if (version) return h("main", { class: "view" }, h("section", { class: "page" }, header, versions), h(VersionRows, { version }));
  return h(DropZone, { onFiles: take, says: "Drop to add the rows of the file" },
    h("section", { class: "page" },
      header, versions,
      h("div", { class: "rowx" },
        splits.length > 0 && h("span", { class: "seg", role: "group", "aria-label": "Split" }, ["", ...splits].map((split) => h("button", {
          key: split, type: "button", "aria-pressed": String((query.split ?? "") === split), title: split ? readable(split) : undefined, onClick: () => setQuery({ split }),
        }, split ? h("span", { class: "cut" }, h(Line, null, split)) : "All"))),
        h("label", { class: "field half" }, h(Icon, { name: "filter" }),
          h("input", { ref: input, "aria-label": "Filter rows", value: query.q ?? "", spellcheck: false, placeholder: "Filter rows by their text", onInput: (event) => setQuery({ q: event.target.value }) }), h("kbd", null, "/")),
        h("span", { class: "grow" }),
        h("button", { class: "btn", type: "button", onClick: addRow }, "Add row"),
        h("button", { class: "btn", type: "button", onClick: () => file.current.click() }, "Import file"),
        h("button", { class: "btn save-version", type: "button", onClick: () => setNaming(true) }, "Save version"),
        h("button", { class: "btn", type: "button", disabled: !complete, onClick: exportLines }, "Export JSONL"),
        h("button", { class: "btn", type: "button", disabled: !complete, onClick: exportCsv }, "CSV"),
        h("input", { ref: file, type: "file", class: "sr", tabIndex: -1, "aria-label": "File to import", accept: ".jsonl,.ndjson,.json,.csv", onChange: (event) => take(event.target.files) }))),
    (fault || steps.error || rowsError) && h("p", { class: "bar-note", role: "alert" }, "! ", fault || (steps.error ? "Not saved: " + steps.error.message : "Not all rows could be loaded: " + rowsError.message)),
    h("div", { class: "split" },
      shown.length ? h(VirtualRows, {
        role: "grid", label: "Rows of the dataset", class: "grid", count: shown.length, rowHeight: ROW, columns: "64px " + visible.map(({ width }) => width).join(" "), handle: grid,
        initialTop: state.top, active: at, onScroll: (top) => remember({ top }), activeId: at >= 0 ? "p-" + query.row : undefined, header: h(RowsHead, { columns: visible }),
        row: (index) => h(DatapointRow, { key: shown[index].id, row: shown[index], columns: visible, index, selected: index === at, onSelect: (target) => setQuery({ row: target.id }) }),
      }) : !complete ? h(Skeleton) : h(Empty, { title: all.length ? "No row matches" : "No rows yet" },
        all.length ? h("button", { class: "btn", type: "button", onClick: () => setQuery({ q: "", split: "" }) }, "Drop the filter") : h("p", { class: "mut" }, "Drop a file of JSON lines, JSON or CSV here, or add a row.")),
      row && h(RowPane, { row, number: row.number, columns, focus, onChange: (part, key, value) => change(row, part, key, value), onRemove: () => remove(row), onClose: () => setQuery({ row: "" }) })),
    naming && h(SaveVersion, { dataset: id, rows: complete ? all.length : dataset.num_points, proposed: "v" + (versionsOf(dataset).length + 1), onClose: () => setNaming(false), onDone: (version) => show(withVersion(dataset, version)) }),
    dropped && h(ImportDialog, { file: dropped, dataset: id, onClose: () => setDropped(null), onDone: () => rows.load() }),
    h(StatusBar, { live: false },
      h("span", null, row ? `row ${count(at + 1)} of ${count(shown.length)}` : `${counted(shown.length, "row")}${shown.length < all.length ? " of " + count(all.length) : ""}${complete ? "" : ", loading"}`),
      steps.busy ? h("span", null, "saving") : steps.done.length > 0 && h("span", { class: "wide" }, "last: " + steps.done[steps.done.length - 1].label)));
}

const texts = new WeakMap();

function filterRows(rows, query, split) {
  const words = wordsOf(query);
  return rows.filter((row) => (!split || row.metadata?.split === split) && words.every((word) => textOf(row).includes(word)));
}

function textOf(row) {
  if (!texts.has(row)) texts.set(row, compactJson([row.number, row.id, row.inputs, row.ground_truth, row.history, row.metadata], 20_000).toLowerCase());
  return texts.get(row);
}
