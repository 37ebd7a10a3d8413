import { h } from "preact";
import { useEffect } from "preact/hooks";
import { cost, count, duration, mean } from "../format.js";
import { runLink } from "../router.js";
import { Line } from "../text.js";
import { iso, moment } from "../time.js";
import { wantDigest } from "./digests.js";
import { isRunning } from "./run-list.js";

export function runColumns(metrics) {
  return `minmax(220px, 1fr) 150px ${"104px ".repeat(metrics)}76px 76px minmax(150px, 232px)`;
}

export function RunsHead({ metrics }) {
  const cell = (name, label, props) => h("span", { role: "columnheader", class: name, ...props }, label);
  return h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 },
    cell("first", "Run · dataset"), cell("", "Rows"), metrics.map((label) => cell("num", h(Line, null, label), { key: label, title: "Mean of " + label })),
    cell("num", "p95"), cell("num", "Cost"), cell("strong", "Started ↓ · commit", { "aria-sort": "descending" }));
}

export function RunRow({ run, digest, version, metrics, index, selected, onOpen }) {
  useEffect(() => wantDigest(run, `${run.updated_at} ${version ?? 0}`), [run.updated_at, version]);
  const git = run.metadata?.git ?? {};
  const commit = git.commit_hash_short ?? (git.commit_hash ?? git.commitHash)?.slice(0, 7);
  const created = Date.parse(run.created_at);
  const means = new Map(digest?.metrics?.map((metric) => [metric.label, metric]));
  const open = (event) => !event.target.closest("a") && !String(getSelection()).length && onOpen(run);
  const cell = (name, content, props) => h("span", { role: "gridcell", class: name, ...props }, content);
  const running = isRunning(run);
  return h("div", { class: "tr row", role: "row", id: "r-" + run.run_id, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: open },
    cell("name first", [
      h("a", { href: runLink(run.run_id), class: "strong", tabIndex: -1 }, h(Line, null, run.name || run.run_id)),
      h(RunStatus, { run }),
      h("span", { class: "mut" }, h(Line, null, [run.dataset_name ?? run.metadata?.offline_dataset_id ?? run.dataset_id, run.description].filter(Boolean).join(" · "))),
    ]),
    cell("", h(RowsCell, { run, digest })),
    metrics.map((label) => {
      const metric = means.get(label);
      return cell("num" + (running ? " mut" : ""), metric ? mean(metric.mean) : digest ? "–" : "", { key: label, title: metric ? `${label}: mean of ${count(metric.values.length)}${running ? " so far" : ""}` : undefined });
    }),
    cell("num", digest ? duration(digest.p95) : ""), cell("num", digest ? cost(digest.cost) : ""),
    cell("mut", [moment(created), commit && [" · ", h("span", { class: "mono" }, h(Line, null, commit))], (git.is_dirty ?? git.uncommittedChanges) && h("span", { class: "warn" }, " dirty")], { title: iso(created) }));
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
  if (!digest) return h("span", { class: "dim", title: "Loading" }, "…");
  const planned = run.configuration?.datapoint_ids?.length ?? run.datapoint_ids?.length ?? 0;
  const done = digest.rows - digest.running;
  if (isRunning(run) && planned > 0) {
    return [h("i", { class: "prog", style: { "--v": Math.min(100, (done / planned) * 100) + "%" } }), h("span", { class: "mut" }, `${count(done)} / ${count(planned)}`)];
  }
  return [count(digest.rows) + (digest.partial ? "+" : ""),
    digest.failed > 0 ? h("span", { class: "bad" }, `  ! ${count(digest.failed)} failed`) : !isRunning(run) && h("span", { class: "dim" }, "  ✓")];
}
