import { h } from "preact";
import { useState } from "preact/hooks";
import { CopyButton } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { SureButton } from "../components/sure-button.js";
import { count, counted } from "../format.js";
import { currentUrl, link, runLink } from "../router.js";
import { Line } from "../text.js";
import { moment } from "../time.js";

const RUNS_NAMED = 3;

/** What a dataset is called, how large it is and which runs used it. Name and description are changed in place. */
export function DatasetHeader({ dataset, rows, splits, runs, steps, onBack, onDelete, onRename, onUndo, onRedo }) {
  const last = steps.done[steps.done.length - 1];
  const next = steps.undone[steps.undone.length - 1];
  return [
    h("div", { class: "rowx" },
      h("button", { class: "btn quiet icon", type: "button", onClick: onBack, title: "Back (Esc)", "aria-label": "Back" }, h(Icon, { name: "back" })),
      h("h1", { class: "cut" }, h(Editable, { label: "Name", value: dataset.name || "unnamed", onSave: (name) => onRename({ name }) })),
      h("span", { class: "mono dim cut" }, dataset.id), h(CopyButton, { text: dataset.id, label: "Copy dataset id", icon: "copy" }), h("span", { class: "grow" }),
      h(SureButton, { label: "Delete", name: "Delete the dataset", yes: "Yes, delete it: runs stay", onYes: onDelete }),
      h("span", { class: "seg" },
        h("button", { type: "button", disabled: !last || steps.busy, onClick: onUndo, title: last ? "Undo: " + last.label : "Nothing to undo" }, "Undo ", h("kbd", null, "u")),
        h("button", { type: "button", disabled: !next || steps.busy, onClick: onRedo, title: next ? "Redo: " + next.label : "Nothing to redo" }, "Redo")),
      h(CopyButton, { text: currentUrl, label: "Copy link", icon: "link" })),
    h("div", { class: "facts" }, h("span", null, h("b", null, count(rows)), rows === 1 ? " row" : " rows"), splits.length > 0 && h("span", null, "splits ", splits.map(([name, size], i) => [i > 0 && ", ", h(Line, { key: name }, name), " ", h("b", null, count(size))])), h("span", null, "created ", h("b", null, moment(Date.parse(dataset.created_at)))),
      runs.length ? h("span", null, `used by ${counted(runs.length, "run")}${runs.length === 20 ? " and more" : ""}: `, runs.slice(0, RUNS_NAMED).map((run, i) => [i > 0 && ", ", h("a", { key: run.run_id, class: "link", href: runLink(run.run_id) }, h(Line, null, run.name || run.run_id))]), runs.length > RUNS_NAMED && [" ", h("a", { class: "link", href: link("/runs", { q: dataset.id }) }, "all")]) : h("span", { class: "dim" }, "no run used it"),
      h("span", { class: "mut grow cut" }, h(Editable, { label: "Description", value: dataset.description || "", empty: "add a description", onSave: (description) => onRename({ description }) }))),
  ];
}

/** Text that turns into a field when it is clicked. */
function Editable({ label, value, empty, onSave }) {
  const [draft, setDraft] = useState(null);
  const done = () => {
    if (draft !== null && draft !== value) onSave(draft);
    setDraft(null);
  };
  if (draft === null) return h("button", { type: "button", class: "more plain-text", title: "Change " + label.toLowerCase(), onClick: () => setDraft(value) }, value ? h(Line, null, value) : h("span", { class: "dim" }, empty));
  return h("input", {
    class: "inline", "aria-label": label, value: draft, autofocus: true, ref: (element) => element?.focus(), onInput: (event) => setDraft(event.target.value), onBlur: done,
    onKeyDown: (event) => {
      if (event.key === "Enter") event.target.blur();
      if (event.key === "Escape") { event.stopPropagation(); setDraft(null); }
    },
  });
}
