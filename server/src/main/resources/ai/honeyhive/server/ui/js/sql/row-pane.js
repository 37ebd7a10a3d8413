import { h } from "preact";
import { CopyButton } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { JsonView } from "../components/json-view.js";
import { LongText } from "../components/long-text.js";
import { count } from "../format.js";
import { Line } from "../text.js";

const JSON_LIMIT = 2_000_000;

/** One row of an answer with every value whole. */
export function RowPane({ columns, row, number, onClose }) {
  return h("aside", { class: "pane", "aria-label": "Row" },
    h("header", null, h("div", { class: "rowx" }, h("b", { class: "lead grow" }, "Row " + count(number)),
      h(CopyButton, { text: () => JSON.stringify(Object.fromEntries(columns.map((column, i) => [column.name, row[i]])), null, 2), label: "Copy the row as JSON", icon: "copy" }),
      h("button", { class: "btn quiet icon", type: "button", onClick: onClose, "aria-label": "Close", title: "Close (Esc)" }, h(Icon, { name: "close" })))),
    h("div", { class: "scroll body", tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": "Values" },
      h("dl", { class: "kv inset" }, columns.flatMap((column, i) => [
        h("dt", { key: "t" + i, class: "wide-cell" }, h(Line, null, column.name)), h("dd", { key: "d" + i, class: "wide-cell" }, h(Value, { name: column.name, value: row[i] })),
      ]))));
}

function Value({ name, value }) {
  if (value === null) return h("span", { class: "dim" }, "null");
  if (typeof value === "number") return h("span", { class: "mono" }, String(value));
  const structured = structureOf(value);
  return structured === undefined ? h(LongText, { text: String(value) }) : h(JsonView, { value: structured, path: "sql." + name });
}

/** The map or list that a text is JSON of; nothing for anything else. */
function structureOf(text) {
  if (typeof text !== "string" || text.length > JSON_LIMIT || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // begins like JSON, is none
  }
}
