import { h } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { CopyButton } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { count } from "../format.js";
import { Line, Text } from "../text.js";
import { TYPES, editText, typeOf, valueOf } from "./columns.js";
import { link } from "../router.js";

/** So many fields can be edited at once; a row of thousands opens them on demand. */
const FIELDS_SHOWN = 60;

/** One row in full; every field can be changed where it stands. */
export function RowPane({ row, number, columns, focus, onChange, onRemove, onClose }) {
  const body = useRef(null);
  const [adding, setAdding] = useState("");
  useLayoutEffect(() => { body.current.scrollTop = 0; }, [number]);
  useLayoutEffect(() => {
    if (focus) [...body.current.querySelectorAll("textarea")].find((area) => area.dataset.field === focus.id)?.focus();
  }, [focus]);
  const parts = [["inputs", "Input"], ["ground_truth", "Ground truth"], ["metadata", "Metadata"]];
  const add = (event, part) => {
    event.preventDefault();
    if (adding.trim()) onChange(part, adding.trim(), "");
    setAdding("");
  };
  return h("aside", { class: "pane", "aria-label": "Row in full" },
    h("header", null, h("div", { class: "rowx" }, h("b", { class: "lead" }, "Row " + number), h("span", { class: "mono dim grow cut" }, row.id), h(CopyButton, { text: row.id, label: "Copy datapoint id", icon: "copy" }),
      h("button", { class: "btn", type: "button", onClick: onRemove }, "Take out"),
      h("button", { class: "btn quiet icon", type: "button", onClick: onClose, "aria-label": "Close", title: "Close (Esc)" }, h(Icon, { name: "close" }))),
    row.linked_event && h("div", { class: "facts" }, h("span", null, "made of ", h("a", { class: "link", href: link("/events/" + encodeURIComponent(row.linked_event)) }, "this event")))),
    h("div", { ref: body, class: "scroll body", "data-scrolls": true }, parts.map(([part, title]) => h("section", { key: part, class: "sec" },
      h("h2", null, h("span", null, title)),
      h("div", { class: "in" },
        h(PartFields, { key: number, row, columns: columns.filter((column) => column.part === part), onChange: (key, value) => onChange(part, key, value) }),
        h("form", { class: "rowx", onSubmit: (event) => add(event, part) },
          h("label", { class: "field" }, h("input", { "aria-label": "New field in " + title.toLowerCase(), placeholder: "new field", onInput: (event) => setAdding(event.target.value) })),
          h("button", { class: "btn quiet", type: "submit" }, "Add field"))))),
    row.history?.length > 0 && h("section", { class: "sec" }, h("h2", null, h("span", null, "History")), h("div", { class: "in" }, row.history.map((message, i) => h("p", { key: i, class: "tx" }, h("b", null, h(Line, null, message.role ?? "")), " ", h(Text, null, typeof message.content === "string" ? message.content : JSON.stringify(message.content))))))));
}

/** The fields of one part: what the row has before what only other rows have. */
function PartFields({ row, columns, onChange }) {
  const [most, setMost] = useState(FIELDS_SHOWN);
  const own = (column) => column.value(row) !== undefined;
  const ordered = columns.length > most ? [...columns.filter(own), ...columns.filter((column) => !own(column))] : columns;
  return [
    ordered.slice(0, most).map((column) => h(FieldEditor, { key: column.id, column, value: column.value(row), onChange: (value) => onChange(column.key, value) })),
    columns.length > most && h("button", { key: "more", class: "more", type: "button", onClick: () => setMost(most + 4 * FIELDS_SHOWN) }, `show more fields, ${count(columns.length - most)} left`),
  ];
}

/** A value with its type. It is saved on leaving the field or by Ctrl+Enter; Escape takes back what was typed. */
function FieldEditor({ column, value, onChange }) {
  const [draft, setDraft] = useState(null);
  const [type, setType] = useState(typeOf(value));
  const [fault, setFault] = useState("");
  useLayoutEffect(() => { // before a key can write into it
    setDraft(null);
    setType(typeOf(value));
  }, [value]);
  const text = draft ?? editText(value);
  const save = (as = type) => {
    if (draft === null && as === typeOf(value)) return;
    try {
      const next = valueOf(text, as);
      setFault("");
      if (JSON.stringify(next) !== JSON.stringify(value)) onChange(next);
      setDraft(null);
    } catch (failure) {
      setFault(failure.message);
    }
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      setDraft(null);
      setFault("");
      event.target.blur();
    }
  };
  return h("div", { class: "edit" },
    h("div", { class: "rowx" }, h("label", { class: "mut grow cut", for: "f-" + column.id }, h(Line, null, column.key)),
      h("select", { "aria-label": "Type of " + column.key, value: type, onChange: (event) => { setType(event.target.value); if (draft !== null || value !== undefined) save(event.target.value); } }, TYPES.map((each) => h("option", { key: each, value: each }, each)))),
    h("textarea", { id: "f-" + column.id, "data-field": column.id, dir: "auto", rows: Math.min(12, Math.max(1, text.split("\n").length, Math.ceil(text.length / 60))), class: type === "JSON" ? "mono" : "", value: text, "aria-invalid": fault ? "true" : undefined, onInput: (event) => setDraft(event.target.value), onBlur: () => save(), onKeyDown: keys }),
    fault && h("p", { class: "bad", role: "alert" }, `! ${column.key} ${fault}`));
}
