import { h } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { serverUrl } from "../base.js";
import { getEventSchema } from "../api.js";
import { Announce } from "../components/announce.js";
import { copyText } from "../components/copy-button.js";
import { Empty, LoadProblem, Skeleton, StaleBar } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { FilterField } from "../filter/filter-field.js";
import { count } from "../format.js";
import { useKeys } from "../keys.js";
import { useStable } from "../memo.js";
import { currentUrl, navigate, remember, route, sessionLink, setQuery, useRoute } from "../router.js";
import { useStore } from "../store.js";
import { clock } from "../time.js";
import { ColumnMenu } from "./column-menu.js";
import { shownColumns, widths } from "./columns.js";
import { criteriaOf, isFiltered } from "./criteria.js";
import { javaExample } from "./example.js";
import { Facets } from "./facets.js";
import { listOf } from "./list.js";
import { useOverview } from "./overview.js";
import { Peek } from "./peek.js";
import { AddPicked, Picked, usePicks } from "./picks.js";
import { SessionHead, SessionRow } from "./row.js";
import { Export, Range, Stats, Views } from "./tools.js";
import { Volume } from "./volume.js";

const ROW = 28;
/** How far the list is searched for the row that a link selects. */
const REACH = 1000;
/** Typing asks the server only when it pauses. */
const TYPING_MS = 200;
const FIELDS = ["session_name", "source", "status", "error", "duration", "cost", "total_tokens", "num_events", "num_errors", "user_id", "model", "event_name", "event_type", "feedback.rating", "session_id", "run_id"];

export function SessionsView() {
  const { query, state } = useRoute();
  const asked = useSettled(query);
  const { query: wanted, faults } = useMemo(() => criteriaOf(asked), [asked.q, asked.status, asked.range]);
  const sessions = listOf(wanted);
  const list = useStore(sessions.store);
  const overview = useOverview(wanted, list.loaded); // the rows come first
  const [schema, setSchema] = useState([]);
  const { picks, toggle, reach, clear: clearPicks } = usePicks();
  const [adding, setAdding] = useState(null);
  const grid = useRef({});
  const hovered = useRef(false);
  const input = useRef(null);
  const held = useRef(null);
  const sought = useRef(query.row);

  const selected = query.row ?? null;
  const shown = list.rows;
  const waiting = list.waiting;
  const filtered = isFiltered(query);
  const chosen = useMemo(() => shownColumns(query.cols), [query.cols]);
  // beside a session at a glance there is less room
  const columns = useMemo(() => (query.peek ? chosen.filter(({ id }) => id === "duration" || id === "cost") : chosen), [chosen, query.peek]);
  const context = useMemo(() => ({ q: query.q, status: query.status, range: query.range }), [query.q, query.status, query.range]);
  const at = shown.findIndex((row) => row.session_id === selected);
  const peeked = query.peek === "1" && at >= 0 ? shown[at] : null;
  const dated = shown.length > 0 && clock(shown[shown.length - 1].start_time).length > "00:00:00.000".length;

  held.current = () => (grid.current.top?.() ?? 0) > 0 || selected !== null || picks.size > 0 || hovered.current;
  useLayoutEffect(() => sessions.follow(() => held.current()), [sessions]); // asks before the first paint
  useEffect(() => {
    document.title = "Sessions · HoneyHive";
  }, []);
  useEffect(() => {
    if (!list.loaded) return undefined;
    const abort = new AbortController();
    getEventSchema(abort.signal).then(({ fields }) => setSchema(fields.map((field) => field.name)), () => setSchema([])); // completion is a convenience
    return () => abort.abort();
  }, [list.loaded]);
  useEffect(() => { // a link's row may be on a later page, and a filtered page may be short
    if (at >= 0) sought.current = null;
    const needed = sought.current ? REACH : 40;
    if (list.loaded && !list.loading && !list.end && !list.error && list.rows.length < needed) sessions.loadMore();
  }, [list]);

  const select = (index) => {
    const row = shown[Math.max(0, Math.min(shown.length - 1, index))];
    if (!row) return;
    setQuery({ row: row.session_id });
    grid.current.reveal(shown.indexOf(row));
    grid.current.focus();
  };
  const open = useStable((row) => {
    setQuery({ row: row.session_id });
    navigate(sessionLink(row.session_id, context));
  });
  const reveal = () => {
    sessions.reveal();
    grid.current.scrollTo?.(0);
  };
  const peek = () => {
    if (at < 0) select(0);
    setQuery({ peek: query.peek ? "" : "1" });
  };
  const clear = () => {
    if (query.peek) setQuery({ peek: "" });
    else if (picks.size) clearPicks();
    else if (selected !== null) {
      setQuery({ row: "" });
    } else if (filtered) {
      setQuery({ q: "", status: "", range: "" });
    }
  };
  const pick = useStable((row, range) => (range ? reach(shown, row.session_id) : toggle(row.session_id)));
  const add = () => {
    if (picks.size) setAdding(picks);
    else if (at >= 0) setAdding(new Set([shown[at].session_id]));
  };
  useKeys("Sessions", [
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["PageDown"], label: "A page down", run: () => select(at + grid.current.page()) },
    { keys: ["PageUp"], label: "A page up", run: () => select(at - grid.current.page()) },
    { keys: ["Home"], label: "Newest", run: () => select(0) },
    { keys: ["End"], label: "Oldest loaded", run: () => select(shown.length - 1) },
    { keys: ["Enter"], label: "Open", bar: true, run: () => shown[at] && open(shown[at]) },
    { keys: ["Space"], label: "At a glance", bar: true, short: "peek", run: peek },
    { keys: ["x"], label: "Select", bar: "wide", short: "select", run: () => shown[at] && pick(shown[at], false) },
    { keys: ["X"], label: "Select from the one selected last to here", run: () => shown[at] && pick(shown[at], true) },
    { keys: ["d"], label: "Add the selected sessions, or this one, to a dataset", bar: "wide", short: "dataset", run: add },
    { keys: ["."], label: "Show new", bar: true, run: reveal },
    { keys: ["/"], label: "Filter", bar: true, run: () => input.current?.focus() },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the field, close, drop selection, drop filter", run: (event) => (event.target === input.current ? input.current.blur() : clear()) },
  ]);

  const valuesOf = (field) => overview?.facets[{ name: "session_name", user: "user_id" }[field] ?? field] ?? [];
  return h("main", { class: "view" },
    h("section", { class: "page" },
      h("div", { class: "rowx lead" }, h("h1", null, "Sessions"), h(Views, { query, counts: overview?.facets.status }), h("span", { class: "grow" }), h(Range, { range: query.range }), h(Export, { rows: shown }), h(ColumnMenu, { columns: chosen })),
      h(FilterField, {
        value: query.q ?? "", inputRef: input, fields: [...new Set([...FIELDS, ...schema])], values: valuesOf, onChange: (q) => setQuery({ q }),
        placeholder: 'Filter: error exists   cost > 0.05   source is prod   user.plan is pro   "refund"', says: filtered && overview ? `${count(overview.sessions)}${overview.complete ? "" : "+"} match` : "",
      }),
      (overview?.sessions ?? shown.length) > 0 && h("div", { class: "rowx strip" }, overview && [h("span", { class: "grow" }, h(Volume, { overview, onRange: (range) => setQuery({ range }) })), h(Stats, { overview })])),
    list.error && list.loaded && h(StaleBar, { error: list.error, onRetry: () => sessions.refreshAll() }),
    h("div", { class: "split" },
      h(Facets, { overview, q: query.q }),
      h(Body, { list, sessions, shown, filtered, faults },
        h(VirtualRows, {
          role: "grid", label: "Sessions", class: dated ? "grid dated" : "grid", count: shown.length, rowHeight: ROW, columns: widths(columns), handle: grid, busy: list.loading,
          initialTop: state.top, active: at, onScroll: (top) => remember({ top }), activeId: at >= 0 ? "s-" + selected : undefined,
          header: h(SessionHead, { columns, news: waiting.length, onReveal: reveal }), onEnd: () => sessions.loadMore(),
          onMouseEnter: () => { hovered.current = true; }, onMouseLeave: () => { hovered.current = false; },
          row: (index) => h(SessionRow, { key: shown[index].session_id, row: shown[index], columns, index, selected: index === at, picked: picks.has(shown[index].session_id), onPick: pick, slow: overview?.duration_p95, context, onOpen: open }),
        })),
      peeked && h(Peek, { row: peeked, href: sessionLink(peeked.session_id, context), onClose: () => setQuery({ peek: "" }) })),
    picks.size > 0 && h(Picked, { picks, onAdd: add, onClear: clearPicks }),
    adding && h(AddPicked, { rows: shown, ids: adding, onClose: () => setAdding(null) }),
    h(Announce, { text: waiting.length ? `${count(waiting.length)} new` : "" }),
    h(StatusBar, null,
      h("span", null, at >= 0 ? `row ${count(at + 1)} of ${count(shown.length)}${list.end ? "" : "+"}` : `${count(shown.length)}${list.end ? "" : "+"} shown, newest first`)));
}

/** The view state as it was when typing paused last. */
function useSettled(query) {
  const [settled, setSettled] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(query), query.q === settled.q ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [query.q, query.status, query.range]);
  return settled;
}

function Body({ list, sessions, shown, filtered, faults, children }) {
  if (!list.loaded) return list.error ? h(LoadProblem, { error: list.error, what: "Sessions", onRetry: () => sessions.loadMore() }) : h(Skeleton);
  if (shown.length) return children;
  if (list.loading || !list.end) return h(Skeleton);
  if (!filtered) {
    return h(Empty, { title: "No sessions yet", code: javaExample(serverUrl) },
      h("p", { class: "mut" }, "They appear here by themselves as soon as a program sends its first event to this server. In Java:"));
  }
  const { q, status, range } = route().query;
  return h(Empty, { title: "Nothing matches" },
    faults.length > 0 && h("p", { class: "bad" }, "! ", faults[0].reason),
    h("div", { class: "rowx" },
      q && h("button", { class: "btn", type: "button", onClick: () => setQuery({ q: "" }) }, `Drop “${q}”`),
      status && h("button", { class: "btn", type: "button", onClick: () => setQuery({ status: "" }) }, `Drop status ${status}`),
      range && h("button", { class: "btn", type: "button", onClick: () => setQuery({ range: "" }) }, "Look at all time")));
}
