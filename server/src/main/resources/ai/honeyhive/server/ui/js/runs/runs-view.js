import { h } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { serverUrl } from "../base.js";
import { copyText } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { Empty, LoadProblem, Skeleton, StaleBar } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { compareLink, currentUrl, navigate, remember, runLink, setQuery, useRoute } from "../router.js";
import { Tag } from "../compare/table.js";
import { wordsOf } from "../filter/words.js";
import { useStore } from "../store.js";
import { Line } from "../text.js";
import { datasetOf } from "./changes.js";
import { digests } from "./digests.js";
import { experimentExample } from "./example.js";
import { isRunning, runList } from "./run-list.js";
import { before, groupRuns } from "./groups.js";
import { GroupRow, RunRow, RunsHead, runColumns } from "./run-row.js";
import { Trends } from "./trends.js";

const ROW = 30;
const METRIC_COLUMNS = 4;
const BY = [["", "By experiment"], ["dataset", "By dataset"], ["flat", "Flat"]];

export function RunsView() {
  const { query, state } = useRoute();
  const list = useStore(runList.store);
  const known = useStore(digests);
  const selected = query.row ?? null;
  const grid = useRef({});
  const input = useRef(null);
  const by = query.group ?? "";
  const picks = useMemo(() => listOf(query.pick), [query.pick]);
  const folded = useMemo(() => listOf(query.fold), [query.fold]);

  const shown = useMemo(() => filterRuns(list.runs, query.q), [list.runs, query.q]);
  const groups = useMemo(() => groupRuns(shown, by, listOf(query.base)), [shown, by, query.base]);
  const items = useMemo(() => groups.flatMap((group) => [...(by === "flat" ? [] : [{ id: "group " + group.key, group }]), ...(by !== "flat" && folded.includes(group.key) ? [] : group.runs.map((run) => ({ id: run.run_id, group, run })))]), [groups, by, folded]);
  const metrics = useMemo(() => commonMetrics(shown, known), [shown, known]);
  const reaches = useMemo(() => new Map(groups.map((group) => [group.key, reachOf(group, metrics, known)])), [groups, metrics, known]);
  const at = items.findIndex(({ id }) => id === selected);
  const chosen = picks.map((id) => shown.find((run) => run.run_id === id)).filter(Boolean).sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  const sides = chosen.map((run) => run.run_id);
  const charted = (chosen[0] && groups.find((group) => group.runs.includes(chosen[0]))) ?? items[at]?.group ?? groups[0];

  useEffect(() => { document.title = "Runs · HoneyHive"; }, []);
  useEffect(() => runList.follow(), []);

  const select = (index) => {
    const item = items[Math.max(0, Math.min(items.length - 1, index))];
    if (!item) return;
    setQuery({ row: item.id });
    grid.current.reveal(items.indexOf(item));
    grid.current.focus();
  };
  const open = (run) => {
    setQuery({ row: run.run_id });
    navigate(runLink(run.run_id));
  };
  const fold = (key) => setQuery({ fold: textOf(folded.includes(key) ? folded.filter((other) => other !== key) : [...folded, key]) });
  const pick = (run) => {
    const next = picks.includes(run.run_id) ? picks.filter((id) => id !== run.run_id) : [...picks.slice(-1), run.run_id];
    setQuery({ pick: textOf(next) });
  };
  const compare = () => {
    if (chosen.length === 2) navigate(compareLink(...sides));
    else if (at >= 0 && items[at].run) {
      const previous = before(items[at].group, items[at].run);
      if (previous) navigate(compareLink(previous.run_id, items[at].run.run_id));
    }
  };
  const setBaseline = () => {
    const { group, run } = items[at] ?? {};
    if (!run) return;
    const others = listOf(query.base).filter((id) => !group.runs.some((each) => each.run_id === id));
    setQuery({ base: textOf([...others, run.run_id]) });
  };
  const escape = (event) => {
    if (event.target === input.current) input.current.blur();
    else if (picks.length) setQuery({ pick: "" });
    else if (selected !== null) setQuery({ row: "" });
    else if (query.q) setQuery({ q: "" });
  };
  useKeys("Runs", [
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => select(at + 1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => select(at < 0 ? 0 : at - 1) },
    { keys: ["Home"], label: "Newest", run: () => select(0) },
    { keys: ["End"], label: "Oldest loaded", run: () => select(items.length - 1) },
    { keys: ["Enter"], label: "Open", bar: true, run: () => items[at] && (items[at].run ? open(items[at].run) : fold(items[at].group.key)) },
    { keys: ["x"], label: "Select for comparison", bar: true, short: "select", run: () => items[at]?.run && pick(items[at].run) },
    { keys: ["c"], label: "Compare the two selected, or this one with the previous", bar: true, short: "compare", run: compare },
    { keys: ["b"], label: "Make it the group's baseline", bar: "wide", short: "baseline", run: setBaseline },
    { keys: ["z"], label: "Fold the group", bar: "wide", short: "fold", run: () => items[at] && by !== "flat" && fold(items[at].group.key) },
    { keys: ["/"], label: "Filter", bar: true, run: () => input.current?.focus() },
    { keys: ["y"], label: "Copy link", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the field, drop selection, drop filter", run: escape },
  ]);

  const running = shown.filter((run) => isRunning(run)).length;
  const row = (index) => {
    const { id, group, run } = items[index];
    if (!run) return h(GroupRow, { key: id, group, by, folded: folded.includes(group.key), index, selected: index === at, onFold: () => fold(group.key) });
    return h(RunRow, {
      key: id, run, group, previous: before(group, run), digest: known.get(id), version: list.versions.get(id), metrics, reach: reaches.get(group.key), index, selected: index === at,
      side: sides.includes(id) ? "AB"[sides.indexOf(id)] : "", onOpen: open, onPick: pick,
    });
  };
  return h("main", { class: "view" },
    h("section", { class: "page" },
      h("div", { class: "rowx lead" }, h("h1", null, "Runs"),
        h("span", { class: "seg", role: "group", "aria-label": "Groups" }, BY.map(([value, label]) => h("button", { key: value, type: "button", "aria-pressed": String(by === value), onClick: () => setQuery({ group: value }) }, label))),
        h("span", { class: "grow" }),
        h("label", { class: "field half" }, h(Icon, { name: "filter" }),
          h("input", { ref: input, "aria-label": "Filter", value: query.q ?? "", spellcheck: false, placeholder: "Filter by name, dataset, commit, branch, id", onInput: (event) => setQuery({ q: event.target.value }) }),
          query.q && h("span", { class: "dim" }, `${count(shown.length)} of ${count(list.runs.length)}`), h("kbd", null, "/"))),
      charted && by !== "flat" && h(Trends, { group: charted, metrics, known, selected: sides })),
    list.error && list.loaded && h(StaleBar, { error: list.error, onRetry: () => runList.refresh() }),
    h(Body, { list, shown, query },
      h(VirtualRows, {
        role: "grid", label: "Runs", class: "grid runs", count: items.length, rowHeight: ROW, columns: runColumns(metrics.length), handle: grid,
        initialTop: state.top, active: at, onScroll: (top) => remember({ top }), activeId: at >= 0 ? (items[at].run ? "r-" + selected : "g-" + at) : undefined,
        onEnd: () => runList.loadMore(), header: h(RunsHead, { metrics }), row,
      })),
    chosen.length > 0 && h(Selection, { chosen, onClear: () => setQuery({ pick: "" }) }),
    h(StatusBar, null, h("span", null, items[at]?.run ? `run ${count(shown.indexOf(items[at].run) + 1)} of ${count(shown.length)}` : `${counted(shown.length, "run")}${list.end ? "" : " loaded"}, newest first`),
      running > 0 && h("span", null, `${counted(running, "run")} in progress`)));
}

/** The runs that are held against each other. */
function Selection({ chosen, onClear }) {
  return h("div", { class: "selection rowx", role: "status" }, h("b", null, `${count(chosen.length)} selected`),
    chosen.map((run, i) => h("span", { key: run.run_id, class: "rowx cut" }, h(Tag, { side: "AB"[i] }), h("b", { class: "cut" }, h(Line, null, run.name || run.run_id)))),
    h("span", { class: "mut" }, chosen.length < 2 ? "select another to compare them" : datasetOf(chosen[0]) === datasetOf(chosen[1]) ? "same dataset" : "other datasets"), h("span", { class: "grow" }),
    h("button", { type: "button", class: "btn quiet", onClick: onClear }, "Clear"),
    chosen.length === 2 && h("a", { class: "btn", href: compareLink(chosen[0].run_id, chosen[1].run_id) }, "Compare ", h("kbd", null, "c")));
}

/** Each metric's mean in the group's baseline, and how far the others go from it. */
function reachOf(group, metrics, known) {
  const reaches = new Map();
  for (const label of metrics) {
    const value = known.get(group.baseline.run_id)?.metrics?.find((metric) => metric.label === label)?.mean;
    if (value === undefined) continue;
    const ends = group.runs.flatMap((run) => known.get(run.run_id)?.metrics?.filter((metric) => metric.label === label).flatMap((metric) => metric.interval ?? [metric.mean]) ?? []);
    reaches.set(label, { value, reach: Math.max(...ends.map((end) => Math.abs(end - value))) });
  }
  return reaches;
}

function listOf(text) {
  return text ? text.split(",").map((part) => decodeURIComponent(part)) : [];
}

function textOf(list) {
  return list.map(encodeURIComponent).join(",");
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
