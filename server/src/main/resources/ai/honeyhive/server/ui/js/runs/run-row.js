import { h } from "preact";
import { useEffect } from "preact/hooks";
import { Tag } from "../compare/table.js";
import { cost, count, duration, isNumber, mean } from "../format.js";
import { runLink } from "../router.js";
import { Line } from "../text.js";
import { iso, moment } from "../time.js";
import { changesBetween, datasetOf, isDirty } from "./changes.js";
import { wantDigest } from "./digests.js";
import { GatePill } from "./gates.js";
import { describe } from "./groups.js";
import { plannedRows } from "./progress.js";
import { isRunning } from "./run-list.js";

export function runColumns(metrics) {
  return `38px minmax(230px, 1fr) minmax(112px, 140px) ${"minmax(138px, 146px) ".repeat(metrics)}70px 76px minmax(176px, 210px)`;
}

export function RunsHead({ metrics }) {
  const cell = (name, label, props) => h("span", { role: "columnheader", class: name, ...props }, label);
  return h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 },
    cell("", h("span", { class: "sr" }, "Selected")), cell("", "Run · what changed"), cell("", "Rows"), metrics.map((label) => cell("num", h(Line, null, label), { key: label, title: "Mean of " + label + " with its 95 % interval, against the group's baseline" })),
    cell("num", "p95"), cell("num", "Cost"), cell("strong", "Started ↓ · commit", { "aria-sort": "descending" }));
}

/** The head of a group, which folds it. */
export function GroupRow({ group, by, folded, index, selected, onFold }) {
  return h("div", { class: "tr row group", role: "row", id: "g-" + index, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: onFold },
    h("span", { role: "gridcell", class: "mark dim" }, folded ? "▸" : "▾"),
    h("span", { role: "gridcell", class: "group-name" }, h("b", null, h(Line, null, group.key)), " ", h("span", { class: "mut" }, h(Line, null, describe(group, by)), ` · ${count(group.runs.length)} shown`)));
}

export function RunRow({ run, group, previous, digest, version, metrics, reach, index, selected, side, onOpen, onPick }) {
  useEffect(() => wantDigest(run, `${run.updated_at} ${version ?? 0}`), [run.updated_at, version]);
  const git = run.metadata?.git ?? {};
  const commit = git.commit_hash_short ?? (git.commit_hash ?? git.commitHash)?.slice(0, 7);
  const created = Date.parse(run.created_at);
  const means = new Map(digest?.metrics?.map((metric) => [metric.label, metric]));
  const open = (event) => !event.target.closest("a, input") && !String(getSelection()).length && onOpen(run);
  const cell = (name, content, props) => h("span", { role: "gridcell", class: name, ...props }, content);
  const running = isRunning(run);
  const changes = previous ? changesBetween(previous, run) : [];
  const what = changes.map(({ name, before, after }) => (before === undefined ? `${name} ${after}` : after === undefined ? `no ${name}` : `${name} ${after}, was ${before}`)).join(" · ");
  return h("div", { class: "tr row" + (side ? " picked" : ""), role: "row", id: "r-" + run.run_id, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: open },
    cell("mark", h("input", { type: "checkbox", class: "check", tabIndex: -1, checked: Boolean(side), "aria-label": `Select ${run.name || run.run_id} for comparison`, onChange: () => onPick(run) })),
    cell("name", [
      side && h(Tag, { side }),
      h("a", { href: runLink(run.run_id), class: "strong", tabIndex: -1 }, h(Line, null, run.name || run.run_id)),
      h(RunStatus, { run }), group.baseline === run && group.runs.length > 1 && h("span", { class: "pill" }, "baseline"), h(GatePill, { run }),
      h("span", { class: "mut", title: what || undefined }, h(Line, null, [run.description, what || (group.key ? "" : datasetOf(run))].filter(Boolean).join(" · "))),
    ]),
    cell("", h(RowsCell, { run, digest })),
    metrics.map((label) => cell("metric" + (running ? " mut" : ""), h(MetricMean, { metric: means.get(label), base: reach.get(label), running, asked: Boolean(digest) }), { key: label })),
    cell("num", digest ? duration(digest.p95) : ""), cell("num", digest ? cost(digest.cost) : ""),
    cell("mut", [moment(created), commit && [" · ", h("span", { class: "mono" }, h(Line, null, commit))], isDirty(run) && h("span", { class: "warn" }, " dirty")], { title: iso(created) }));
}

/** A mean and its interval beside the baseline's mean; marked only if the interval leaves that out. */
function MetricMean({ metric, base, running, asked }) {
  if (!metric) return h("span", { class: "num dim" }, asked ? "–" : "");
  const { interval, mean: value, lower_is_better: lower, count: size } = metric;
  const apart = base && interval && !running && (interval[0] > base.value || interval[1] < base.value);
  const better = apart && value > base.value !== lower;
  const tone = apart ? (better ? "good" : "bad") : "";
  const x = (at) => Math.max(2, Math.min(58, 30 + ((at - base.value) / (base.reach || 1)) * 26)).toFixed(1);
  const title = `mean of ${count(size)}${running ? " so far" : ""}` + (interval ? `, 95 % interval ${mean(interval[0])} to ${mean(interval[1])}` : "") + (base ? `, baseline ${mean(base.value)}` : "");
  return [
    base && h("svg", { class: "ci row-ci " + tone, viewBox: "0 0 60 14", "aria-hidden": "true" }, h("path", { class: "ci-zero", d: "M30 1V13" }),
      interval && h("path", { class: "ci-bar", d: `M${x(interval[0])} 7H${x(interval[1])}` }), h("circle", { class: "ci-mean" + (running ? " open" : " full"), cx: x(value), cy: 7, r: 2.8 })),
    h("span", { class: "num " + tone, title }, apart && (value > base.value ? "▲ " : "▼ "), mean(value)),
  ];
}

/** A word for every state that is not plainly finished: a partial result must never look final. */
export function RunStatus({ run }) {
  if (isRunning(run)) return h("span", { class: "pill warn" }, h("i", { class: "live" }), run.status);
  if (run.status === "failed") return h("span", { class: "pill bad" }, "! failed");
  if (run.status === "cancelled") return h("span", { class: "pill warn" }, "cancelled");
  return null;
}

/** Rows done of rows planned, as far as the run says how many there will be. */
function RowsCell({ run, digest }) {
  if (!digest || !isNumber(digest.rows)) return h("span", { class: "dim", title: digest?.error?.message ?? "Loading" }, digest?.error ? "! not loaded" : "…");
  const planned = plannedRows(run);
  const done = digest.rows - digest.running;
  if (isRunning(run) && planned > 0) {
    return [h("i", { class: "prog", style: { "--v": Math.min(100, (done / planned) * 100) + "%" } }), h("span", { class: "mut" }, `${count(done)} / ${count(planned)}`)];
  }
  return [count(digest.rows),
    digest.failed > 0 ? h("span", { class: "bad" }, `  ! ${count(digest.failed)} failed`) : !isRunning(run) && h("span", { class: "dim" }, "  ✓")];
}
