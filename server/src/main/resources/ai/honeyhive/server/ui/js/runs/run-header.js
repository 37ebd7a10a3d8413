import { h } from "preact";
import { CopyButton } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { cost, count, counted, duration, isNumber, quantile, tokens } from "../format.js";
import { Line } from "../text.js";
import { compareLink } from "../router.js";
import { iso, moment } from "../time.js";
import { changesBetween } from "./changes.js";
import { GatePill } from "./gates.js";
import { Progress } from "./progress.js";
import { RunStatus } from "./run-row.js";
import { isRunning } from "./run-list.js";

/** What the run is, how far it got, and what it took. */
export function RunHeader({ run, previous, rows, failed, complete, onBack }) {
  const times = rows.filter((row) => row.status !== "running").map((row) => row.duration).filter(isNumber).sort((a, b) => a - b);
  const sum = (name) => {
    const known = rows.map((row) => row[name]).filter(isNumber);
    return known.length ? known.reduce((a, b) => a + b, 0) : undefined;
  };
  const created = Date.parse(run.created_at);
  const git = run.metadata?.git ?? {};
  const commit = git.commit_hash_short ?? (git.commit_hash ?? git.commitHash)?.slice(0, 7);
  const dataset = run.dataset_name ?? run.metadata?.offline_dataset_id ?? run.dataset_id;
  const fact = (label, value) => value && h("span", null, label && label + " ", h("b", null, value));
  return [
    h("div", { class: "rowx" },
      h("button", { class: "btn quiet icon", type: "button", onClick: onBack, title: "Back to the runs (Esc)", "aria-label": "Back" }, h(Icon, { name: "back" })),
      h("h1", { class: "cut" }, h(Line, null, run.name || "unnamed run")), run.status === "completed" ? h("span", { class: "pill" }, "completed") : h(RunStatus, { run }), h(GatePill, { run }),
      h("span", { class: "mono dim cut" }, run.run_id), h(CopyButton, { text: run.run_id, label: "Copy run id", icon: "copy" }), h("span", { class: "grow" }),
      previous && h("a", { class: "btn compare-previous", href: compareLink(previous.run_id, run.run_id), title: "What changed since " + (previous.name || previous.run_id) }, "Compare with previous ", h("kbd", null, "c"))),
    isRunning(run) && h(Progress, { run, rows: rows.length, running: rows.filter((row) => row.status === "running").length }),
    h("div", { class: "facts" },
      h("span", null, h("b", null, count(rows.length) + (complete ? "" : "+")), rows.length === 1 ? " row" : " rows", isRunning(run) && " so far"),
      failed > 0 ? h("span", { class: "bad strong" }, `! ${counted(failed, "row")} failed`) : rows.length > 0 && h("span", null, "none failed"),
      times.length > 0 && h("span", null, "p50 / p95 ", h("b", null, duration(quantile(times, 0.5))), " / ", h("b", null, duration(quantile(times, 0.95)))),
      isNumber(sum("total_tokens")) && fact("tokens", tokens(sum("total_tokens"))), fact("cost", cost(sum("cost"))),
      dataset && fact("dataset", h(Line, null, dataset)),
      h("span", { title: iso(created) }, "started ", h("b", null, moment(created))),
      commit && h("span", null, "commit ", h("b", { class: "mono" }, h(Line, null, commit)), git.branch && [" on ", h(Line, null, git.branch)], (git.is_dirty ?? git.uncommittedChanges) && h("span", { class: "warn" }, " dirty")),
      run.configuration?.function && h("span", null, "task ", h("b", null, h(Line, null, run.configuration.function)))),
    previous && h(ChangedFacts, { changes: changesBetween(previous, run) }),
    run.description && h("p", { class: "mut describe" }, h(Line, null, run.description)),
  ];
}

function ChangedFacts({ changes }) {
  if (!changes.length) return null;
  return h("div", { class: "facts" }, "since the previous run:",
    changes.slice(0, 5).map(({ name, before, after }) => h("span", { key: name, class: "mono" }, h(Line, null, name), " ", before !== undefined && h("del", null, h(Line, null, before)), " ", after !== undefined && h("ins", null, h(Line, null, after)))),
    changes.length > 5 && h("span", null, `and ${counted(changes.length - 5, "other")}`));
}
