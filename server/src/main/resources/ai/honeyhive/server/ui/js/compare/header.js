import { h } from "preact";
import { CopyButton, copyText } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { count, counted } from "../format.js";
import { compareLink, currentUrl, runLink } from "../router.js";
import { changesBetween, datasetOf, isDirty } from "../runs/changes.js";
import { RunStatus } from "../runs/run-row.js";
import { Line } from "../text.js";
import { useState } from "preact/hooks";
import { markdownOf } from "./markdown.js";
import { Tag } from "./table.js";

const MOST_CHANGES = 5;

/** Which runs are compared, what changed between them, and the verdict in words. */
export function CompareHeader({ baseline, candidate, result, onBack, onSelect }) {
  const [copied, setCopied] = useState("");
  const changes = changesBetween(baseline, candidate);
  const run = (side, of) => h("a", { class: "btn run-of", href: runLink(of.run_id), title: "Open the run" }, h(Tag, { side }), h("span", { class: "cut" }, h(Line, null, of.name || of.run_id)), h(RunStatus, { run: of }));
  const copy = () => copyText(markdownOf(result, currentUrl())).then(() => setCopied("Copied"), () => setCopied("Not allowed"));
  return [
    h("div", { class: "rowx" },
      h("button", { class: "btn quiet icon", type: "button", onClick: onBack, title: "Back to the runs (Esc)", "aria-label": "Back" }, h(Icon, { name: "back" })),
      h("h1", null, "Compare"), run("A", baseline),
      h("a", { class: "btn quiet icon", href: compareLink(candidate.run_id, baseline.run_id), title: "Swap (s)", "aria-label": "Swap A and B" }, "⇄"), run("B", candidate),
      h("span", { class: "mut cut" }, datasetOf(candidate) && [h(Line, null, datasetOf(candidate)), " · "], h("b", null, count(result.common_datapoints)), result.common_datapoints === 1 ? " row in both" : " rows in both"),
      result.baseline_only > 0 && h("span", { class: "pill warn" }, `${count(result.baseline_only)} only in A`), result.candidate_only > 0 && h("span", { class: "pill warn" }, `${count(result.candidate_only)} only in B`),
      h("span", { class: "grow" }), h("button", { class: "btn wide", type: "button", onClick: copy, "aria-live": "polite" }, copied || "Copy as Markdown"), h(CopyButton, { text: currentUrl, label: "Copy link", icon: "link" })),
    h("div", { class: "facts" }, changes.length ? "changed:" : "nothing is recorded as changed",
      changes.slice(0, MOST_CHANGES).map(({ name, before, after }) => h("span", { key: name, class: "mono" }, h(Line, null, name), " ", before !== undefined && h("del", null, h(Line, null, before)), " ", after !== undefined && h("ins", null, h(Line, null, after)))),
      changes.length > MOST_CHANGES && h("span", { title: changes.slice(MOST_CHANGES).map(({ name }) => name).join(", ") }, `and ${counted(changes.length - MOST_CHANGES, "other")}`), isDirty(candidate) && h("span", { class: "warn" }, "dirty tree")),
    result.notes.length > 0 && h("ul", { class: "notes", "aria-label": "What is not comparable" }, result.notes.map((note) => h("li", { key: note }, "! ", h(Line, null, note)))),
    h("p", { class: "verdict", role: "status" }, result.verdict.parts.map(({ text, metric, verdict }, i) =>
      metric ? h("button", { key: i, type: "button", class: verdict === "better" ? "good" : "bad", onClick: () => onSelect(metric), title: "Show this metric" }, verdict === "better" ? "▲ " : "▼ ", h(Line, null, text)) : h("span", { key: i }, text))),
  ];
}
