import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { serverUrl } from "../base.js";
import { copyText } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { Empty, LoadProblem, Skeleton, StaleBar } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { currentUrl, navigate, remember, runLink, setQuery, useRoute } from "../router.js";
import { wordsOf } from "../filter/words.js";
import { useStore } from "../store.js";
import { digests } from "./digests.js";
import { experimentExample } from "./example.js";
import { isRunning, runList } from "./run-list.js";
import { RunRow, RunsHead, runColumns } from "./run-row.js";

const ROW = 30;
const METRIC_COLUMNS = 4;

export function RunsView() {
  const { query, state } = useRoute();
  const list = useStore(runList.store);
  const known = useStore(digests);
  const [selected, setSelected] = useState(state.row ?? null);
  const grid = useRef({});
  const input = useRef(null);

  const shown = useMemo(() => filterRuns(list.runs, query.q), [list.runs, query.q]);
  const metrics = useMemo(() => commonMetrics(shown, known), [shown, known]);
  const at = shown.findIndex((run) => run.run_id === selected);

  useEffect(() => { document.title = "Runs · HoneyHive"; }, []);
  useEffect(() => runList.follow(), []);

  const select = (index) => {
    const run = shown[Math.max(0, Math.min(shown.length - 1, index))];
    if (!run) return;
    setSelected(run.run_id);
    remember({ row: run.run_id });
    grid.current.reveal(shown.indexOf(run));
    grid.current.focus();
  };
  const open = (run) => {
    remember({ row: run.run_id });
    navigate(runLink(run.run_id));
  };
  const escape = (event) => {
    if (event.target === input.current) input.current.blur();
    else if (selected !== null) setSelected(null);
    else if (query.q) setQuery({ q: "" });
  };
  useKeys("Runs", [
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["Home"], label: "Newest", run: () => select(0) },
    { keys: ["End"], label: "Oldest loaded", run: () => select(shown.length - 1) },
    { keys: ["Enter"], label: "Open", bar: true, run: () => shown[at] && open(shown[at]) },
    { keys: ["/"], label: "Filter", bar: true, run: () => input.current?.focus() },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the field, drop selection, drop filter", run: escape },
  ]);

  const running = shown.filter((run) => isRunning(run)).length;
  return h("main", { class: "view" },
    h("section", { class: "page" },
      h("div", { class: "rowx lead" }, h("h1", null, "Runs"), h("span", { class: "grow" }),
        h("label", { class: "field half" }, h(Icon, { name: "filter" }),
          h("input", { ref: input, "aria-label": "Filter", value: query.q ?? "", spellcheck: false, placeholder: "Filter by name, dataset, commit, branch, id", onInput: (event) => setQuery({ q: event.target.value }) }),
          query.q && h("span", { class: "dim" }, `${count(shown.length)} of ${count(list.runs.length)}`), h("kbd", null, "/")))),
    list.error && list.loaded && h(StaleBar, { error: list.error, onRetry: () => runList.refresh() }),
    h(Body, { list, shown, query },
      h(VirtualRows, {
        role: "grid", label: "Runs", class: "grid", count: shown.length, rowHeight: ROW, columns: runColumns(metrics.length), handle: grid,
        initialTop: state.top ?? 0, onScroll: (top) => remember({ top }), activeId: at >= 0 ? "r-" + selected : undefined,
        onEnd: () => runList.loadMore(), header: h(RunsHead, { metrics }),
        row: (index) => h(RunRow, { key: shown[index].run_id, run: shown[index], digest: known.get(shown[index].run_id), version: list.versions.get(shown[index].run_id), metrics, index, selected: index === at, onOpen: open }),
      })),
    h(StatusBar, null, h("span", null, at >= 0 ? `run ${count(at + 1)} of ${count(shown.length)}` : `${counted(shown.length, "run")}${list.end ? "" : " loaded"}, newest first`),
      running > 0 && h("span", null, `${counted(running, "run")} in progress`)));
}

function Body({ list, shown, query, children }) {
  if (!list.loaded) return list.error ? h(LoadProblem, { error: list.error, what: "Runs", onRetry: () => runList.refresh() }) : h(Skeleton);
  if (shown.length) return children;
  if (list.runs.length) {
    return h(Empty, { title: "No run matches" }, h("button", { class: "btn", type: "button", onClick: () => setQuery({ q: "" }) }, `Drop “${query.q}”`));
  }
  return h(Empty, { title: "No experiment runs yet", code: experimentExample(serverUrl) },
    h("p", { class: "mut" }, "A run appears here as soon as evaluate() starts it, and fills while it goes on. In Java:"));
}

function filterRuns(runs, query) {
  const words = wordsOf(query);
  if (!words.length) return runs;
  return runs.filter((run) => {
    const text = JSON.stringify([run.name, run.description, run.status, run.dataset_name, run.dataset_id, run.run_id, run.metadata]).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The metrics that most of the runs have, in the order they first occur. */
function commonMetrics(runs, known) {
  const uses = new Map();
  for (const run of runs) for (const { label } of known.get(run.run_id)?.metrics ?? []) uses.set(label, (uses.get(label) ?? 0) + 1);
  const most = [...uses].sort((a, b) => b[1] - a[1]).slice(0, METRIC_COLUMNS).map(([label]) => label);
  return [...uses.keys()].filter((label) => most.includes(label));
}
