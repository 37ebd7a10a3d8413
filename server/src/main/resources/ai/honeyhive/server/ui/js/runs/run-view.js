import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { copyText, CopyButton } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { Empty, LoadProblem, Skeleton, StaleBar } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { useStable } from "../memo.js";
import { compareLink, currentUrl, goUp, link, navigate, remember, setQuery, useRoute } from "../router.js";
import { wordsOf } from "../filter/words.js";
import { compactJson } from "../text.js";
import { MetricCards } from "./metric-cards.js";
import { Peek } from "./peek.js";
import { useRun } from "./rows.js";
import { RunHeader } from "./run-header.js";
import { isRunning } from "./run-list.js";
import { usePrevious } from "./previous.js";
import { columnsOf, ResultRow, rowLink, RowsHead, sortRows } from "./table.js";

const ROW = 28;

export function RunView({ id }) {
  const { query, state } = useRoute();
  const { run, metrics, rows, complete, capped, error, reload } = useRun(id);
  const previous = usePrevious(run);
  const grid = useRef({});
  const input = useRef(null);
  const sort = query.sort ?? "row";

  const numbered = useMemo(() => rows.map((row, i) => ({ ...row, number: i + 1 })), [rows]);
  const allColumns = useMemo(() => columnsOf(numbered, metrics), [numbered, metrics]);
  // beside the row in full there is less room, and what it shows need not stand twice
  const columns = useMemo(() => (query.peek ? allColumns.filter(({ id }) => id !== "truth" && id !== "cost") : allColumns), [allColumns, query.peek]);
  const shown = useMemo(() => sortRows(filterRows(numbered, query.q, query.rows), allColumns, sort), [numbered, allColumns, sort, query.q, query.rows]);
  const at = shown.findIndex((row) => row.session_id === query.row);
  const peeked = at >= 0 && query.peek === "1" ? shown[at] : null;
  const failed = numbered.filter((row) => row.status === "error").length;

  useEffect(() => { document.title = `${run?.name || "Run"} · HoneyHive`; }, [run]);

  const select = (index) => {
    const row = shown[Math.max(0, Math.min(shown.length - 1, index))];
    if (!row) return;
    setQuery({ row: row.session_id });
    grid.current.reveal(shown.indexOf(row));
    grid.current.focus();
  };
  const show = useStable((row) => setQuery({ row: row.session_id, peek: "1" }));
  const order = (column) => {
    const next = sort === column ? "-" + column : sort === "-" + column ? "" : column;
    setQuery({ sort: next });
    grid.current.scrollTo?.(0);
  };
  const peek = () => {
    if (at >= 0) setQuery({ peek: query.peek ? "" : "1" });
    else if (shown.length) setQuery({ row: shown[0].session_id, peek: "1" });
  };
  const open = () => at >= 0 && navigate(rowLink(shown[at], id));
  const escape = (event) => {
    if (event.target === input.current) input.current.blur();
    else if (query.peek) setQuery({ peek: "" });
    else if (query.row) setQuery({ row: "" });
    else if (query.q || query.rows) setQuery({ q: "", rows: "" });
    else goUp(link("/runs"));
  };
  useKeys("Run", [
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["PageDown"], label: "A page down", run: () => select(at + grid.current.page()) },
    { keys: ["PageUp"], label: "A page up", run: () => select(at - grid.current.page()) },
    { keys: ["Home"], label: "First row", run: () => select(0) },
    { keys: ["End"], label: "Last row", run: () => select(shown.length - 1) },
    { keys: ["Space"], label: "The row in full", bar: true, short: "peek", run: peek },
    { keys: ["Enter"], label: "Open the row's session", bar: true, short: "session", run: open },
    { keys: ["c"], label: "Compare with the previous run", bar: true, short: "compare", run: () => previous && navigate(compareLink(previous.run_id, id)) },
    { keys: ["/"], label: "Filter", bar: true, run: () => input.current?.focus() },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Close, drop selection, drop filter, back to the runs", run: escape },
  ]);

  if (!run) return h("main", { class: "view" }, error ? h(LoadProblem, { error, what: "The run", onRetry: reload }) : h(Skeleton), h(StatusBar));
  const chip = (value, label, number) => h("button", { type: "button", "aria-pressed": String((query.rows ?? "") === value), onClick: () => setQuery({ rows: value }) }, label, h("span", { class: "dim" }, count(number)));
  return h("main", { class: "view" },
    h("section", { class: "page" },
      h(RunHeader, { run, previous, rows: numbered, failed, complete, onBack: () => goUp(link("/runs")) }),
      h(MetricCards, { metrics, sort, onSort: order, partial: isRunning(run) }),
      h("div", { class: "rowx" },
        h("span", { class: "seg", role: "group", "aria-label": "Rows" }, chip("", "All", numbered.length), chip("errors", "Errors", failed)),
        h("label", { class: "field half" }, h(Icon, { name: "filter" }),
          h("input", { ref: input, "aria-label": "Filter rows", value: query.q ?? "", spellcheck: false, placeholder: "Filter rows by their text", onInput: (event) => setQuery({ q: event.target.value }) }), h("kbd", null, "/")),
        h("span", { class: "grow" }), h(CopyButton, { text: currentUrl, label: "Copy link", icon: "link" }))),
    error && h(StaleBar, { error, onRetry: reload }),
    h("div", { class: "split" },
      shown.length ? h(VirtualRows, {
        role: "grid", label: "Rows of the run", class: "grid", count: shown.length, rowHeight: ROW, columns: columns.map(({ width }) => width).join(" "), handle: grid,
        initialTop: state.top, active: at, onScroll: (top) => remember({ top }), activeId: at >= 0 ? "w-" + query.row : undefined,
        header: h(RowsHead, { columns, sort, onSort: order }),
        row: (index) => h(ResultRow, { key: shown[index].session_id, row: shown[index], run: id, columns, index, selected: index === at, onSelect: show }),
      }) : h(NoRows, { run, complete, any: numbered.length > 0 }),
      peeked && h(Peek, { row: peeked, run: id, onClose: () => setQuery({ peek: "" }) })),
    h(StatusBar, null,
      h("span", null, at >= 0 ? `row ${count(at + 1)} of ${count(shown.length)}` : `${counted(shown.length, "row")}${shown.length < numbered.length ? " of " + count(numbered.length) : ""}${complete ? "" : capped ? ", the first 5,000" : ", loading"}`)));
}

function NoRows({ run, complete, any }) {
  if (any) return h(Empty, { title: "No row matches" }, h("button", { class: "btn", type: "button", onClick: () => setQuery({ q: "", rows: "" }) }, "Drop the filter"));
  if (!complete) return h(Skeleton);
  return h(Empty, { title: isRunning(run) ? "No row has come in yet" : "This run has no rows" });
}

const texts = new WeakMap();

function filterRows(rows, query, which) {
  const words = wordsOf(query);
  return rows.filter((row) => (which !== "errors" || row.status === "error") && words.every((word) => textOf(row).includes(word)));
}

function textOf(row) {
  if (!texts.has(row)) {
    texts.set(row, compactJson([row.number, row.error, row.inputs, row.outputs, row.ground_truth, row.datapoint_id], 20_000).toLowerCase());
  }
  return texts.get(row);
}
