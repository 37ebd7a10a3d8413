import { h } from "preact";
import { isShort, JsonView } from "../components/json-view.js";
import { LongText } from "../components/long-text.js";
import { count, score } from "../format.js";
import { Text } from "../text.js";

const SHOWN = 200;

/** The entries of a map, one below the other: text as text, numbers as sent, the rest as JSON that folds. */
export function Fields({ value, path }) {
  if (Array.isArray(value)) return h(JsonView, { value, path });
  const names = Object.keys(value);
  const single = names.length === 1 && typeof value[names[0]] === "string";
  return h("dl", { class: "kv" + (single ? " single" : "") }, names.slice(0, SHOWN).map((name) => {
    const wide = needsWidth(value[name]) ? "wide-cell" : undefined;
    return [
      h("dt", { key: "k" + name, class: wide }, h(Text, null, name)),
      h("dd", { key: "v" + name, class: wide }, h(Value, { value: value[name], path: path + "/" + name })),
    ];
  }), names.length > SHOWN && h("dd", { class: "wide-cell" }, h("p", { class: "dim" }, `${count(names.length - SHOWN)} more entries are in the JSON below.`)));
}

/** Objects and longer text stand below their name, in the full width. */
function needsWidth(value) {
  if (typeof value === "string") return value.length > 64 || value.includes("\n");
  return value !== null && typeof value === "object" && !isShort(value);
}

function Value({ value, path }) {
  if (typeof value === "string") return value === "" ? h("span", { class: "dim" }, "empty text") : h(LongText, { text: value });
  if (value !== null && typeof value === "object") return h(JsonView, { value, path, depth: 2 });
  return h("span", { class: "mono" }, value === undefined ? "" : String(value));
}

/** Scores with what their evaluators said about them. */
export function Metrics({ metrics }) {
  const names = Object.keys(metrics).filter((name) => !(name.endsWith("_explanation") && name.slice(0, -12) in metrics));
  return h("dl", { class: "kv" }, names.map((name) => [
    h("dt", { key: "k" + name }, h(Text, null, name)),
    h("dd", { key: "v" + name }, h(Metric, { value: metrics[name], name }), explanation(metrics[name + "_explanation"])),
  ]));
}

function Metric({ value, name }) {
  if (typeof value === "boolean") return h("b", { title: String(value) }, score(value) + " " + value);
  if (typeof value === "number") return h("b", { title: String(value) }, score(value));
  return h(Value, { value, path: "metrics/" + name });
}

function explanation(text) {
  return text === undefined || text === null ? null : h("div", { class: "mut" }, h(LongText, { text: String(text) }));
}
