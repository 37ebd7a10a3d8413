import { h } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { copyText } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { Empty, LoadProblem, Skeleton, StaleBar } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { useStable } from "../memo.js";
import { compareLink, currentUrl, goUp, link, navigate, remember, sessionLink, setQuery, useRoute } from "../router.js";
import { CompareCards } from "./cards.js";
import { CompareDetail } from "./detail.js";
import { CompareHeader } from "./header.js";
import { useComparison, usePairRows } from "./load.js";
import { ComparePlots } from "./plots.js";
import { COMPARE_COLUMNS, COMPARE_COLUMNS_BESIDE, CompareHead, CompareRow } from "./table.js";

const ROW = 28;
/** How far the rows are searched for the one that a link selects. */
const REACH = 1000;
const KINDS = [["", "All", "all", ""], ["regressed", "Regressed", "degraded", "▼"], ["improved", "Improved", "improved", "▲"], ["same", "Same", "same", ""], ["errors", "Errors", "errors", "!"], ["only", "Only in one", "only", ""]];

/** Two runs side by side: a verdict in words, the numbers behind it, the rows, worst first. */
export function CompareView({ baselineId, candidateId }) {
  const { query, state } = useRoute();
  const lower = useMemo(() => (query.lower ? query.lower.split(",").map(decodeURIComponent) : []), [query.lower]);
  const { baseline, candidate, result, error, version, reload } = useComparison(baselineId, candidateId, lower);
  const metrics = result?.metrics ?? [];
  const metric = metrics.find(({ metric: name }) => name === query.metric) ?? metrics.find(({ verdict }) => verdict !== "no_evidence") ?? metrics[0];
  const kind = KINDS.find(([value]) => value === (query.rows ?? "")) ?? KINDS[0];
  const pairs = usePairRows(baselineId, candidateId, { metric: metric?.metric, rows: kind[2], text: query.q, lower }, version);
  const mode = query.diff ?? "words";
  const grid = useRef({});
  const input = useRef(null);
  const at = pairs.rows.findIndex((row) => row.datapoint_id === query.row);
  const opened = at >= 0 && query.open === "1" ? pairs.rows[at] : null;

  useEffect(() => { document.title = result ? `${candidate.name || "B"} against ${baseline.name || "A"} · HoneyHive` : "Compare · HoneyHive"; }, [result]);

  useEffect(() => { // a link's row may be on a later page
    if (query.row && at < 0 && !pairs.error && pairs.rows.length < REACH) pairs.more();
  }, [pairs.rows, pairs.loading]);

  const show = (changes) => {
    setQuery(changes);
    grid.current.scrollTo?.(0);
  };
  const pick = (name) => show({ metric: name });
  const select = (index) => {
    const row = pairs.rows[Math.max(0, Math.min(pairs.rows.length - 1, index))];
    if (!row) return;
    setQuery({ row: row.datapoint_id });
    grid.current.reveal(pairs.rows.indexOf(row));
    grid.current.focus();
  };
  const open = useStable((row) => setQuery({ row: row.datapoint_id, open: "1" }));
  const toggle = () => {
    if (at >= 0) setQuery({ open: query.open ? "" : "1" });
    else if (pairs.rows.length) open(pairs.rows[0]);
  };
  const filter = (value) => show({ rows: query.rows === value ? "" : value });
  const sessions = () => {
    const row = at >= 0 ? pairs.rows[at] : null;
    const side = row && (row.candidate[0] ?? row.baseline[0]);
    if (side) navigate(sessionLink(side.session_id, { run: row.candidate[0] ? candidateId : baselineId }));
  };
  const escape = (event) => {
    if (event.target === input.current) input.current.blur();
    else if (query.open) setQuery({ open: "" });
    else if (query.row) setQuery({ row: "" });
    else if (query.q || query.rows) show({ q: "", rows: "" });
    else goUp(link("/runs"));
  };
  useKeys("Compare", [
    { keys: ["j", "ArrowDown"], label: "Next row", bar: true, caps: ["j", "k"], short: "row", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Previous row", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["Home"], label: "First row", run: () => select(0) },
    { keys: ["End"], label: "Last row loaded", run: () => select(pairs.rows.length - 1) },
    { keys: ["Enter", "Space"], label: "The row in full", bar: true, short: "expand", run: toggle },
    { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], label: "Metric", bar: true, caps: ["1", "–", "9"], short: "metric", run: (event) => metrics[event.key - 1] && pick(metrics[event.key - 1].metric) },
    { keys: ["r"], label: "Regressed rows", bar: true, short: "regressed", run: () => filter("regressed") },
    { keys: ["i"], label: "Improved rows", bar: true, short: "improved", run: () => filter("improved") },
    { keys: ["s"], label: "Swap A and B", bar: "wide", short: "swap", run: () => navigate(compareLink(candidateId, baselineId)) },
    { keys: ["d"], label: "Differences by words, lines, or not at all", run: () => setQuery({ diff: { words: "lines", lines: "off", off: "" }[mode] }) },
    { keys: ["o"], label: "Open the row's session", bar: "wide", short: "session", run: sessions },
    { keys: ["/"], label: "Filter", bar: true, run: () => input.current?.focus() },
    { keys: ["y"], label: "Copy link", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Close, drop selection, drop filter, back to the runs", run: escape },
  ]);

  if (!result) return h("main", { class: "view" }, error ? h(LoadProblem, { error, what: "The comparison", onRetry: reload }) : h(Skeleton), h(StatusBar));
  const flip = () => setQuery({ lower: lower.includes(metric.metric) ? lower.filter((name) => name !== metric.metric).map(encodeURIComponent).join(",") : [...lower, metric.metric].map(encodeURIComponent).join(",") });
  return h("main", { class: "view" },
    h("section", { class: "page" },
      h(CompareHeader, { baseline, candidate, result, onBack: () => goUp(link("/runs")), onSelect: pick }),
      metric && h(CompareCards, { metrics, selected: metric.metric, onSelect: ({ metric: name }) => pick(name) }),
      metric && query.plots !== "off" && h(ComparePlots, { metric }),
      metric && h("div", { class: "rowx" },
        h("span", { class: "seg", role: "group", "aria-label": "Rows" }, KINDS.filter(([value, , name]) => value !== "only" || pairs.counts?.[name] || query.rows === "only").map(([value, label, name, mark]) =>
          h("button", { key: value, type: "button", "aria-pressed": String(kind[0] === value), onClick: () => show({ rows: value }) }, mark && h("span", { class: mark === "▲" ? "good" : "bad" }, mark), label, h("span", { class: "dim" }, pairs.counts ? count(pairs.counts[name]) : "")))),
        h("label", { class: "field half" }, h(Icon, { name: "filter" }), h("input", { ref: input, "aria-label": "Filter rows", value: query.q ?? "", spellcheck: false, placeholder: "Filter rows by id, input or error", onInput: (event) => show({ q: event.target.value }) }), h("kbd", null, "/")),
        h("span", { class: "grow" }),
        metric.kind === "score" && h("button", { type: "button", class: "btn wide", "aria-pressed": String(metric.lower_is_better), disabled: metric.lower_is_better && !lower.includes(metric.metric), onClick: flip, title: "Which direction is better in " + metric.metric }, "less is better"),
        h("button", { type: "button", class: "btn wide", "aria-pressed": String(query.plots !== "off"), onClick: () => setQuery({ plots: query.plots === "off" ? "" : "off" }) }, "plots"),
        h("span", { class: "seg", role: "group", "aria-label": "Differences" }, ["words", "lines", "off"].map((name) => h("button", { key: name, type: "button", "aria-pressed": String(mode === name), onClick: () => setQuery({ diff: name === "words" ? "" : name }) }, name[0].toUpperCase() + name.slice(1)))))),
    (error || pairs.error) && h(StaleBar, { error: error ?? pairs.error, onRetry: reload }),
    h("div", { class: "split" },
      metric && pairs.rows.length ? h(VirtualRows, {
        role: "grid", label: "Rows of both runs", class: "grid compare-rows", count: pairs.rows.length, rowHeight: ROW, columns: opened ? COMPARE_COLUMNS_BESIDE : COMPARE_COLUMNS, handle: grid, busy: pairs.loading,
        initialTop: state.top, active: at, onScroll: (top) => remember({ top }), onEnd: pairs.more, activeId: at >= 0 ? "c-" + pairs.rows[at].number : undefined,
        header: h(CompareHead, { metric, beside: Boolean(opened) }),
        row: (index) => h(CompareRow, { key: pairs.rows[index].number, row: pairs.rows[index], metric, mode, index, selected: index === at, beside: Boolean(opened), onSelect: open }),
      }) : h(NoRows, { metric, loading: pairs.loading, query, onDrop: () => show({ q: "", rows: "" }) }),
      opened && h(CompareDetail, { row: opened, metric, mode, runs: [baselineId, candidateId], onClose: () => setQuery({ open: "" }) })),
    h(StatusBar, null, h("span", null, pairs.loading && !pairs.counts ? "loading rows" : `${counted(pairs.total, "row")}${pairs.counts && pairs.total < pairs.counts.all ? " of " + count(pairs.counts.all) : ""}, ${kind[0] === "improved" ? "best" : "worst"} first`),
      h("span", { class: "wide" }, `paired tests per row; p corrected by ${{ holm: "Holm", benjamini_hochberg: "Benjamini-Hochberg", none: "nothing" }[result.correction]}, scores and measures apart`)));
}

function NoRows({ metric, loading, query, onDrop }) {
  if (!metric) return h(Empty, { title: "Nothing to compare" }, h("p", { class: "mut" }, "No datapoint has a value in both runs. Datapoints are matched by their id, so both runs have to use the same dataset."));
  if (loading) return h(Skeleton);
  return h(Empty, { title: query.rows === "regressed" ? "No row got worse" : "No row matches" }, (query.q || query.rows) && h("button", { class: "btn", type: "button", onClick: onDrop }, "Show all rows"));
}
