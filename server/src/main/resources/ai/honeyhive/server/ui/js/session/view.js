import { h } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { copyText } from "../components/copy-button.js";
import { LoadProblem, Problem, Skeleton, StaleBar } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { duration } from "../format.js";
import { useKeys } from "../keys.js";
import { useStable } from "../memo.js";
import { currentUrl, goUp, link, navigate, redirect, remember, route, runLink, sessionLink, setQuery, useRoute } from "../router.js";
import { AddToDataset } from "../datasets/add-dialog.js";
import { AnnotateDialog } from "./annotate.js";
import { Conversation } from "./conversation.js";
import { Detail } from "./detail.js";
import { useFound } from "./find.js";
import { SessionHeader, TreeTools } from "./header.js";
import { useTrace } from "./load.js";
import { Log } from "./log.js";
import { totals, visibleRows } from "./model.js";
import { useNeighbours } from "./neighbours.js";
import { Overview } from "./overview.js";
import { gapsOf, readZoom, scaleOf, writeZoom } from "./scale.js";
import { EventTree } from "./tree.js";
import { useWhole } from "./whole.js";

export function SessionView({ id }) {
  const { query, state } = useRoute();
  const { trace, error, active, reload } = useTrace(id, Boolean(query.tab));
  const complete = trace !== null && !trace.partial;
  const [toggled, setFolded] = useState(() => new Set(state.folded ?? []));
  const [dialog, setDialog] = useState(null);
  const neighbours = useNeighbours(id, query, complete);
  const tree = useRef({});
  const find = useRef(null);
  const context = { q: query.q, status: query.status, range: query.range, run: query.run };

  const folded = useMemo(() => foldedNow(trace, toggled), [trace, toggled]);
  const zoom = useMemo(() => trace && readZoom(query.zoom, trace), [trace, query.zoom]);
  const scale = useMemo(() => trace && scaleOf(trace, zoom, query.gaps === "cut"), [trace, zoom, query.gaps]);
  const gaps = useMemo(() => (trace ? gapsOf(trace).length : 0), [trace]);
  const rows = useMemo(() => (trace ? visibleRows(trace, folded, query.types) : []), [trace, folded, query.types]);
  const found = useFound(trace, query.find);
  const matches = useMemo(() => new Set(found.map((node) => node.id)), [found]);
  const facts = useMemo(() => trace && totals(trace), [trace]);
  const errors = useMemo(() => (trace ? trace.nodes.filter((node) => node.error) : []), [trace]);
  const node = trace && (trace.byId.get(query.event) ?? deepest(errors) ?? trace.root);
  const at = node ? rows.indexOf(node) : -1;
  const whole = useWhole(trace, node, [rows[at + 1], rows[at - 1]]);
  const shown = whole.event ? { ...node, event: whole.event } : node;
  const critical = query.cp !== "0";
  const showCritical = critical && complete;

  useEffect(() => { document.title = `${trace ? trace.root.name.slice(0, 80) : "Session"} · HoneyHive`; }, [trace]);
  useLayoutEffect(() => {
    if (complete && !route().query.event) setQuery({ event: node.id });
  }, [complete]);

  const fold = (wanted) => { // a group is folded unless it was touched, everything else the other way round
    const next = new Set([...wanted].filter((each) => !trace.byId.get(each)?.group));
    for (const group of trace.groups) if (!wanted.has(group.id)) next.add(group.id);
    setFolded(next);
    remember({ folded: [...next].slice(0, 2000) });
  };
  const show = (target, center = false) => {
    let open = folded;
    for (let up = target.parent; up; up = up.parent) {
      if (open.has(up.id)) {
        if (open === folded) open = new Set(folded);
        open.delete(up.id);
      }
    }
    if (open !== folded) fold(open);
    const index = visibleRows(trace, open, query.types).indexOf(target);
    requestAnimationFrame(() => tree.current.reveal?.(index, center));
  };
  const select = useStable((target) => setQuery({ event: target.id }));
  const go = (target) => {
    if (!target) return;
    if (query.tab) setQuery({ tab: "" });
    select(target);
    show(target);
    tree.current.focus?.();
  };
  const toggle = useStable((target) => {
    const next = new Set(folded);
    if (!next.delete(target.id)) next.add(target.id);
    fold(next);
  });
  const jump = (list, step) => {
    if (!list.length) return;
    const order = new Map(trace.nodes.map((each, i) => [each, i]));
    const here = order.get(node);
    const next = step > 0 ? list.find((each) => order.get(each) > here) : list.findLast((each) => order.get(each) < here);
    go(next ?? (step > 0 ? list[0] : list[list.length - 1]));
  };
  const toDepth = (depth) => fold(new Set(trace.nodes.filter((each) => each.children.length && each.depth >= depth).map((each) => each.id)));
  const leave = () => goUp(query.run ? runLink(query.run) : link("/sessions", { q: query.q, status: query.status, range: query.range }));
  const neighbour = (other) => other && redirect(sessionLink(other, context));
  const left = () => (node.children.length && !folded.has(node.id) ? toggle(node) : go(node.parent));
  const right = () => (folded.has(node.id) ? toggle(node) : go(node.children[0]));
  const escape = (event) => {
    if (event.target === find.current) find.current.blur();
    else if (query.find) setQuery({ find: "" });
    else if (query.tab) setQuery({ tab: "" });
    else leave();
  };

  useKeys("Session", [
    { keys: ["ArrowDown", "j"], label: "Next event", bar: true, caps: ["ArrowUp", "ArrowDown"], short: "event", run: () => go(rows[at + 1]) },
    { keys: ["ArrowUp", "k"], label: "Previous event", run: () => go(rows[at < 0 ? 0 : at - 1]) },
    { keys: ["ArrowLeft"], label: "Fold, or to the parent", bar: true, caps: ["ArrowLeft", "ArrowRight"], short: "fold", run: () => node && left() },
    { keys: ["ArrowRight"], label: "Unfold, or to the first child", run: () => node && right() },
    { keys: ["Home"], label: "The session itself", run: () => go(rows[0]) },
    { keys: ["End"], label: "Last event", run: () => go(rows[rows.length - 1]) },
    { keys: ["e"], label: "Next error", bar: true, run: () => trace && jump(errors, 1) },
    { keys: ["E"], label: "Previous error", run: () => trace && jump(errors, -1) },
    { keys: ["/"], label: "Find", bar: true, run: () => find.current?.focus() },
    { keys: ["n"], label: "Next match", run: () => trace && jump(found, 1) },
    { keys: ["N"], label: "Previous match", run: () => trace && jump(found, -1) },
    { keys: ["m"], label: "Messages, or back to the tree", bar: "wide", short: "messages", run: () => setQuery({ tab: query.tab === "messages" ? "" : "messages" }) },
    { keys: ["L"], label: "Log, or back to the tree", run: () => setQuery({ tab: query.tab === "log" ? "" : "log" }) },
    { keys: ["a"], label: "Annotate the event", bar: "wide", short: "annotate", run: () => node && !node.group && !shown.event.outline && setDialog("annotate") },
    { keys: ["d"], label: "Add the event to a dataset", run: () => node && !node.group && setDialog("dataset") },
    { keys: ["c"], label: "Critical path", bar: "wide", run: () => setQuery({ cp: critical ? "0" : "" }) },
    { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], label: "Fold below this depth", run: (event) => trace && toDepth(+event.key) },
    { keys: ["0"], label: "Unfold all", run: () => fold(new Set()) },
    { keys: ["["], label: "Previous session of the list", bar: true, caps: ["[", "]"], short: "session", run: () => neighbour(neighbours.previous) },
    { keys: ["]"], label: "Next session of the list", run: () => neighbour(neighbours.next) },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the field, end the search, back to the list", run: escape },
  ]);

  if (!trace) return h("main", { class: "view" }, error ? h(LoadProblem, { error, what: "The session", onRetry: reload }) : h(Skeleton), h(StatusBar));
  if (trace.missing) {
    return h("main", { class: "view" }, h(Problem, {
      title: "No event of this session is here", detail: `${id}: it may be on its way, deleted, or sent to another server. The page shows it as soon as it arrives.`,
      action: h("a", { class: "btn", href: link("/sessions") }, "Show sessions"),
    }), h(StatusBar));
  }
  const sums = trace.waited;
  return h("main", { class: "view" },
    h(SessionHeader, { trace, facts, active, neighbours, id, onBack: leave, onNeighbour: neighbour, onAdd: () => !node.group && setDialog("dataset"), onAnnotate: () => !node.group && !shown.event.outline && setDialog("annotate"), run: query.run }),
    error && h(StaleBar, { error, onRetry: reload }),
    h("div", { class: "split" },
      h("section", { class: "trace", "aria-label": "Events of the session" },
        h(TreeTools, { query, facts, findRef: find, found, node, errors, showCritical: critical, gaps, onJump: jump }),
        h(Overview, { trace, showCritical, zoom, onZoom: (next) => setQuery({ zoom: next ? writeZoom(next.from, next.to) : "" }) }),
        query.tab === "messages" ? h(Conversation, { trace, selected: node.id, onSelect: select, top: state.said ?? 0, onTop: (said) => remember({ said }) })
        : query.tab === "log" ? h(Log, { trace, selected: node.id, onSelect: select, top: state.log ?? 0, onTop: (log) => remember({ log }) })
        : h(EventTree, {
          trace, scale, rows, selected: node.id, folded, matches: query.find ? matches : null, showCritical, busy: !complete, handle: tree, top: state.top,
          onTop: (top) => remember({ top }), onSelect: select, onFold: toggle,
        })),
      h(Detail, { node: shown, trace, failure: whole.failure, onGo: go })),
    dialog === "annotate" && h(AnnotateDialog, { node: shown, onClose: () => setDialog(null), onDone: reload }),
    dialog === "dataset" && h(AddToDataset, { events: [node.id], what: node.name, onClose: () => setDialog(null) }),
    h(StatusBar, null,
      showCritical && h("span", { class: "wide" }, `critical path ${duration(sums.M + sums.T + sums.own)}: model ${duration(sums.M)} · tool ${duration(sums.T)} · own code ${duration(sums.own)}`)));
}

/** What is folded: groups are from the start, and `toggled` holds what a reader changed. */
function foldedNow(trace, toggled) {
  if (!trace?.groups.length) return toggled;
  const folded = new Set([...toggled].filter((id) => !trace.byId.get(id)?.group));
  for (const group of trace.groups) if (!toggled.has(group.id)) folded.add(group.id);
  return folded;
}

/** The first error, followed down to where it came from: an error of a parent mostly repeats its child's. */
function deepest(errors) {
  let node = errors.find((each) => each.type !== "S") ?? errors[0];
  for (let below = node; below; below = below.children.find((child) => child.error)) node = below;
  return node;
}
