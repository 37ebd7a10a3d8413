import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { serverUrl } from "../base.js";
import { Announce } from "../components/announce.js";
import { Icon } from "../components/icons.js";
import { Empty, LoadProblem, Skeleton, StaleBar } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { copyText } from "../components/copy-button.js";
import { cost, count, duration, isNumber, percent, quantile, tokens } from "../format.js";
import { useKeys } from "../keys.js";
import { useStable } from "../memo.js";
import { currentUrl, navigate, remember, route, sessionLink, setQuery, useRoute } from "../router.js";
import { useStore } from "../store.js";
import { clock } from "../time.js";
import { countByStatus, filterSessions } from "./filter.js";
import { allSessions } from "./list.js";
import { Volume } from "./volume.js";
import { COLUMNS, SessionHead, SessionRow } from "./row.js";
import { javaExample } from "./example.js";

const ROW = 28;
/** A filter looks through this many sessions by itself; beyond, scrolling on loads more. */
const FILTER_REACH = 2000;

export function SessionsView() {
  const { query, state } = useRoute();
  const list = useStore(allSessions.store);
  const [selected, setSelected] = useState(state.row ?? null);
  const grid = useRef({});
  const hovered = useRef(false);
  const input = useRef(null);
  const held = useRef(null);

  const shown = useMemo(() => filterSessions(list.rows, query.q, query.status), [list.rows, query.q, query.status]);
  const waiting = useMemo(() => filterSessions(list.waiting, query.q, query.status), [list.waiting, query.q, query.status]);
  const facts = useMemo(() => factsOf(shown), [shown]);
  const volume = useMemo(() => h(Volume, { rows: shown }), [shown]);
  const counts = useMemo(() => countByStatus(filterSessions(list.rows, query.q)), [list.rows, query.q]);
  const filtered = Boolean(query.q || query.status);
  const at = shown.findIndex((row) => row.session_id === selected);

  held.current = () => (grid.current.top?.() ?? 0) > 0 || selected !== null || hovered.current;
  useEffect(() => allSessions.follow(() => held.current()), []);
  useEffect(() => { document.title = "Sessions · HoneyHive"; }, []);
  useEffect(() => { // an earlier scroll offset, or a filter that finds little, may need more than one page
    const wanted = filtered ? FILTER_REACH : Math.ceil((state.top ?? 0) / ROW) + 1;
    const enough = filtered ? shown.length >= 50 || list.rows.length >= wanted : list.rows.length >= wanted;
    if (list.loaded && !list.loading && !list.end && !list.error && !enough) allSessions.loadMore();
  }, [list, shown, filtered]);
  useEffect(() => {
    if (list.rows.length && state.top && grid.current.top?.() === 0) grid.current.scrollTo?.(state.top);
  }, [list.rows.length]);

  const select = (index) => {
    const row = shown[Math.max(0, Math.min(shown.length - 1, index))];
    if (!row) return;
    setSelected(row.session_id);
    remember({ row: row.session_id });
    grid.current.reveal(shown.indexOf(row));
    grid.current.focus();
  };
  const open = useStable((row) => {
    remember({ row: row.session_id });
    navigate(sessionLink(row.session_id, { q: query.q, status: query.status }));
  });
  const reveal = () => {
    allSessions.reveal();
    grid.current.scrollTo?.(0);
  };
  const clear = () => {
    if (selected !== null) {
      setSelected(null);
      remember({ row: undefined });
    } else if (filtered) {
      setQuery({ q: "", status: "" });
    }
  };
  useKeys("Sessions", [
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["PageDown"], label: "A page down", run: () => select(at + grid.current.page()) },
    { keys: ["PageUp"], label: "A page up", run: () => select(at - grid.current.page()) },
    { keys: ["Home"], label: "Newest", run: () => select(0) },
    { keys: ["End"], label: "Oldest loaded", run: () => select(shown.length - 1) },
    { keys: ["Enter"], label: "Open", bar: true, run: () => shown[at] && open(shown[at]) },
    { keys: ["."], label: "Show new", bar: true, run: reveal },
    { keys: ["/"], label: "Filter", bar: true, run: () => input.current?.focus() },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the field, drop selection, drop filter", run: (event) => (event.target === input.current ? input.current.blur() : clear()) },
  ]);

  return h("main", { class: "view" },
    h("section", { class: "page" },
      h("div", { class: "rowx lead" }, h("h1", null, "Sessions"), h(StatusChips, { counts, status: query.status }), h("span", { class: "grow" }, volume), facts.sessions > 0 && h(Stats, { facts })),
      h("label", { class: "field" }, h(Icon, { name: "filter" }),
        h("input", { ref: input, "aria-label": "Filter", value: query.q ?? "", spellcheck: false, placeholder: 'Filter by name, input, error, source, user, id: all words must occur, "quoted words" together',
          onInput: (event) => setQuery({ q: event.target.value }) }),
        h("span", { class: "dim" }, filtered ? `${count(shown.length)} of ${count(list.rows.length)}` : ""), h("kbd", null, "/"))),
    list.error && list.loaded && h(StaleBar, { error: list.error, onRetry: () => allSessions.refreshAll() }),
    h(Body, { list, shown, filtered },
      h(VirtualRows, {
        role: "grid", label: "Sessions", class: facts.dated ? "grid dated" : "grid", count: shown.length, rowHeight: ROW, columns: COLUMNS, handle: grid, busy: list.loading,
        initialTop: state.top ?? 0, onScroll: (top) => remember({ top }), activeId: at >= 0 ? "s-" + selected : undefined,
        header: h(SessionHead, { news: waiting.length, onReveal: reveal }), onEnd: () => !filtered && allSessions.loadMore(),
        onMouseEnter: () => { hovered.current = true; }, onMouseLeave: () => { hovered.current = false; },
        row: (index) => h(SessionRow, { key: shown[index].session_id, row: shown[index], index, selected: index === at, slow: facts.p95, q: query.q, status: query.status, onOpen: open }),
      })),
    h(Announce, { text: waiting.length ? `${count(waiting.length)} new` : "" }),
    h(StatusBar, null,
      h("span", null, at >= 0 ? `row ${count(at + 1)} of ${count(shown.length)}${list.end ? "" : "+"}` : `${count(shown.length)}${list.end || filtered ? "" : "+"} shown, newest first`),
      filtered && h("span", { class: "wide" }, `${count(list.rows.length)} loaded${list.end ? ", that is all" : ""}`)));
}

function Body({ list, shown, filtered, children }) {
  if (!list.loaded) return list.error ? h(LoadProblem, { error: list.error, what: "Sessions", onRetry: () => allSessions.loadMore() }) : h(Skeleton);
  if (shown.length) return children;
  if (!list.rows.length) {
    return h(Empty, { title: "No sessions yet", code: javaExample(serverUrl) },
      h("p", { class: "mut" }, "They appear here by themselves as soon as a program sends its first event to this server. In Java:"));
  }
  if (!filtered || list.loading) return h(Skeleton);
  const { q, status } = route().query;
  return h(Empty, { title: `Nothing matches among the ${count(list.rows.length)} sessions loaded` },
    h("div", { class: "rowx" },
      q && h("button", { class: "btn", type: "button", onClick: () => setQuery({ q: "" }) }, `Drop “${q}”`),
      status && h("button", { class: "btn", type: "button", onClick: () => setQuery({ status: "" }) }, `Drop status ${status}`),
      !list.end && h("button", { class: "btn", type: "button", onClick: () => allSessions.loadMore() }, "Load older ones")));
}

function StatusChips({ counts, status }) {
  const chip = (value, label, number) => h("button", {
    type: "button", "aria-pressed": String((status ?? "") === value), onClick: () => setQuery({ status: value }),
  }, label, number > 0 && h("span", { class: "dim" }, count(number)));
  return h("div", { class: "seg", role: "group", "aria-label": "Status" },
    chip("", "All", 0), chip("error", "Errors", counts.error), chip("running", "Running", counts.running), chip("ok", "OK", counts.ok));
}

function Stats({ facts }) {
  const stat = (label, value, small) => h("div", { class: "stat" }, h("dt", null, label), h("dd", null, value, small && h("small", null, " " + small)));
  return h("dl", { class: "stats", title: "Over the sessions loaded and shown" },
    stat("with errors", count(facts.errors), percent(facts.errors, facts.sessions)),
    stat("p50 / p95", [duration(facts.p50), h("small", null, " / "), duration(facts.p95)]),
    stat("tokens", tokens(facts.tokens)), stat("cost", cost(facts.cost)));
}

function factsOf(rows) {
  const times = rows.filter((row) => row.status !== "running").map((row) => row.duration).filter(isNumber).sort((a, b) => a - b);
  const sum = (name) => {
    const known = rows.map((row) => row[name]).filter(isNumber);
    return known.length ? known.reduce((a, b) => a + b, 0) : undefined;
  };
  const first = rows[rows.length - 1]?.start_time;
  return {
    dated: clock(first).length > "00:00:00.000".length, sessions: rows.length, errors: rows.filter((row) => row.status === "error").length,
    p50: quantile(times, 0.5), p95: quantile(times, 0.95), tokens: sum("total_tokens"), cost: sum("cost"),
  };
}
