import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { askSql, getSqlViews } from "../api.js";
import { copyText } from "../components/copy-button.js";
import { Empty, LoadProblem, Skeleton } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { save, toCsv } from "../datasets/files.js";
import { count, counted, duration } from "../format.js";
import { useKeys } from "../keys.js";
import { currentUrl, link, navigate, remember, setQuery, useRoute } from "../router.js";
import { Guide } from "./guide.js";
import { recordStatement } from "./history.js";
import { ResultChart } from "./result-chart.js";
import { ResultTable } from "./result-table.js";
import { RowPane } from "./row-pane.js";

/** Servers refuse addresses much longer than this; a longer statement is kept with the history entry alone. */
const LINK_LIMIT = 6000;

/** Questions in SQL: what was asked stands in the address, what is being written in the history entry. */
export function SqlView() {
  const { query, state } = useRoute();
  const asked = query.q ?? state.sql ?? "";
  const [draft, setDraft] = useState(state.draft ?? asked);
  const [views, setViews] = useState({ body: null, error: null });
  const [{ result, error, busy }, setAnswer] = useState({ result: null, error: null, busy: Boolean(asked) });
  const [again, setAgain] = useState(0);
  const selected = result && query.row ? Math.min(result.rows.length, Math.max(0, parseInt(query.row, 10) || 0)) - 1 : -1;
  const [exportFault, setExportFault] = useState("");
  const editor = useRef(null);
  const grid = useRef({});

  useEffect(() => {
    document.title = "SQL · HoneyHive";
    return loadViews(setViews);
  }, []);
  useEffect(() => {
    setDraft(state.draft ?? asked);
    if (!asked || !views.body?.available) return undefined;
    const abort = new AbortController();
    setAnswer((before) => ({ ...before, busy: true }));
    askSql(asked, views.body.max_rows, abort.signal).then(
      (found) => setAnswer({ result: found, error: null, busy: false }),
      (failure) => failure.name !== "AbortError" && setAnswer({ result: null, error: failure, busy: false }));
    return () => abort.abort();
  }, [asked, again, views.body]);

  const write = (text) => {
    setDraft(text);
    remember({ draft: text });
  };
  // what the editor holds, not what was last drawn: keys may come quicker
  const run = (text = editor.current?.value ?? draft) => {
    const statement = text.trim();
    if (!statement) return;
    recordStatement(statement);
    remember({ draft: undefined }); // going back is to what was asked, not to what was written next
    if (statement === asked) return setAgain((now) => now + 1);
    const fits = encodeURIComponent(statement).length < LINK_LIMIT;
    navigate(link("/sql", { q: fits ? statement : "", show: query.show }));
    if (!fits) remember({ sql: statement });
    return undefined;
  };
  const insert = (name) => {
    const { selectionStart: from, selectionEnd: to } = editor.current;
    write(draft.slice(0, from) + name + draft.slice(to));
    requestAnimationFrame(() => {
      editor.current?.focus();
      editor.current?.setSelectionRange(from + name.length, from + name.length);
    });
  };
  const saveCsv = async () => {
    try {
      save("query.csv", await toCsv(result.columns.map((column) => column.name), result.rows), "text/csv");
      setExportFault("");
    } catch (failure) {
      setExportFault("Not saved: " + failure.message);
    }
  };
  const select = (index) => {
    if (!result?.rows.length || query.show === "chart") return;
    const row = Math.max(0, Math.min(result.rows.length - 1, index));
    setQuery({ row: String(row + 1) });
    grid.current.reveal(row);
    grid.current.focus();
  };
  const escape = (event) => {
    if (event.target === editor.current) editor.current.blur();
    else setQuery({ row: "" });
  };
  useKeys("SQL", [
    { keys: ["/"], label: "Write", bar: true, run: () => editor.current?.focus() },
    { keys: ["Ctrl Enter"], label: "Run", bar: true, caps: ["Ctrl ↵"], run: () => run() },
    { keys: ["j", "ArrowDown"], label: "Next row", bar: true, caps: ["j", "k"], short: "row", run: () => select(selected + 1) },
    { keys: ["k", "ArrowUp"], label: "Row before", run: () => select(selected < 0 ? 0 : selected - 1) },
    { keys: ["Home"], label: "First row", run: () => select(0) },
    { keys: ["End"], label: "Last row", run: () => select(Infinity) },
    { keys: ["c"], label: "Chart or table", bar: true, run: () => result && setQuery({ show: query.show === "chart" ? "" : "chart" }) },
    { keys: ["d"], label: "Download CSV", bar: "wide", run: () => result && saveCsv() },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the editor, close the row", run: escape },
  ]);
  const typed = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };

  if (!views.body) return h("main", { class: "view" }, views.error ? h(LoadProblem, { error: views.error, what: "The views", onRetry: () => loadViews(setViews) }) : h(Skeleton));
  if (!views.body.available) {
    return h("main", { class: "view" }, h(Empty, { title: "This server cannot be asked in SQL" }, h("p", { class: "mut" }, views.body.reason)), h(StatusBar, { live: false }));
  }
  const limits = `${count(views.body.max_rows)} rows, ${count(views.body.max_bytes / 1024 / 1024)} MB and ${views.body.max_seconds} s`;
  return h("main", { class: "view" },
    h("section", { class: "page sql-ask" },
      h("div", { class: "rowx lead" }, h("h1", null, "SQL"), h("span", { class: "dim cut grow" }, `read only; an answer holds at most ${limits}`),
        h("button", { class: "btn", type: "button", disabled: !draft.trim(), onClick: () => run() }, "Run ", h("kbd", null, "Ctrl ↵"))),
      h("label", { class: "edit" }, h("span", { class: "sr" }, "Statement"), h("textarea", {
        ref: editor, class: "mono", rows: 5, spellcheck: false, value: draft, placeholder: "select event_name, count(*) as calls from events group by 1 order by 2 desc",
        "aria-invalid": error ? "true" : undefined, onInput: (event) => write(event.target.value), onKeyDown: typed,
      }))),
    exportFault && h("p", { class: "bar-note", role: "alert" }, exportFault),
    h("div", { class: "split" },
      h("section", { class: "sql-answer", "aria-label": "Answer", "aria-busy": busy ? "true" : undefined },
        answer({ asked, result, error, busy, query, limits, grid, top: state.top, selected, onSelect: select, onCsv: saveCsv, onRetry: () => setAgain((now) => now + 1) })),
      selected >= 0 && result ? h(RowPane, { key: selected, columns: result.columns, row: result.rows[selected], number: selected + 1, onClose: () => setQuery({ row: "" }) })
        : h(Guide, { views: views.body.views, onInsert: insert, onAsk: (text) => { setDraft(text); run(text); } })),
    h(StatusBar, { live: false },
      h("span", null, result ? `${selected >= 0 ? `row ${count(selected + 1)} of ` : ""}${counted(result.row_count, "row")} in ${duration(result.duration_ms)}` : busy && asked ? "asking" : "nothing asked yet"),
      result && draft.trim() !== asked && h("span", { class: "warn" }, "the statement was changed since"),
      asked && !query.q && h("span", { class: "warn" }, "too long for a link")));
}

function loadViews(set) {
  const abort = new AbortController();
  getSqlViews(abort.signal).then((body) => set({ body, error: null }), (error) => error.name !== "AbortError" && set({ body: null, error }));
  return () => abort.abort();
}

function answer({ asked, result, error, busy, query, limits, grid, top, selected, onSelect, onCsv, onRetry }) {
  if (!asked) return h(Empty, { title: "Ask what the server holds" }, h("p", { class: "mut" }, "Views, columns and questions to begin with stand on the right. Ctrl+Enter runs what is written."));
  if (error) {
    return h("div", { class: "note", role: "alert" }, h("b", null, error.status === 400 ? "The server could not answer this" : `Not answered (status ${error.status})`),
      h("p", { class: "mono bad" }, "! " + error.message), h("p", { class: "mut" }, `One statement that begins with SELECT or WITH, over the views on the right; at most ${limits}.`),
      error.status !== 400 && h("button", { class: "btn", type: "button", onClick: onRetry }, "Try again"));
  }
  if (!result) return busy ? h(Skeleton) : null;
  const chart = query.show === "chart";
  return [
    h("div", { class: "tools" }, h("b", null, counted(result.row_count, "row")), h("span", { class: "dim" }, duration(result.duration_ms)), h("span", { class: "grow" }),
      h("span", { class: "seg", role: "group", "aria-label": "Shown as" },
        h("button", { type: "button", "aria-pressed": String(!chart), onClick: () => setQuery({ show: "" }) }, "Table"), h("button", { type: "button", "aria-pressed": String(chart), onClick: () => setQuery({ show: "chart" }) }, "Chart")),
      h("button", { class: "btn quiet", type: "button", onClick: onCsv }, "CSV")),
    result.truncated && h("p", { class: "bar-note", role: "status" }, `Cut: an answer holds at most ${limits}. Narrow the question, or aggregate.`),
    !result.row_count ? h(Empty, { title: "No row" }, h("p", { class: "mut" }, "The statement is fine; nothing matches it.")) : chart ? h(ResultChart, { result }) : h(ResultTable, { key: asked, result, grid, top, selected, onSelect }),
  ];
}
