import { h } from "preact";
import { useState } from "preact/hooks";
import { bytes, count, counted } from "../format.js";
import { compactJson, Text } from "../text.js";

const CHILDREN_SHOWN = 100;
const STRING_SHOWN = 400;
const STRING_STEP = 65536;
const JSON_IN_STRING = 200_000;

/** What a reader opened or closed, by path: the same path is open in the next event too. */
const folds = new Map();

/** A value as JSON that folds by key. Only what is open is in the document. */
export function JsonView({ value, path, depth = 1 }) {
  return h("div", { class: "json" }, h(Node, { value, path, openTo: depth, level: 0, last: true }));
}

function Node({ name, value, path, openTo, level, last }) {
  const size = sizeOf(value);
  const [open, setOpen] = useState(folds.get(path) ?? (level < openTo && size <= 60));
  const [shown, setShown] = useState(CHILDREN_SHOWN);
  const key = name === undefined ? null : h("span", { class: "k" }, h(Text, null, JSON.stringify(String(name))), ": ");
  const comma = last ? "" : ",";
  if (size === 0 || value === null || typeof value !== "object") {
    return h("div", { class: "jl" }, key, h(Scalar, { value, path }), comma);
  }
  if (isShort(value)) return h("div", { class: "jl" }, key, h(Short, { value }), comma);
  const [left, right] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const toggle = () => {
    folds.set(path, !open);
    setOpen(!open);
  };
  const twist = h("button", { type: "button", class: "twist", "aria-expanded": String(open), "aria-label": (open ? "Close " : "Open ") + (name ?? "value"), onClick: toggle }, open ? "▾" : "▸");
  if (!open) {
    return h("div", { class: "jl" }, twist, key,
      h("span", { class: "f", onClick: toggle }, h(Text, null, compactJson(value, 70)), " ", h("span", { class: "n-of" }, counts(value, size))), comma);
  }
  const keys = Object.keys(value);
  const names = Array.isArray(value) ? null : keys;
  return h("div", { class: "jn" },
    h("div", { class: "jl" }, twist, key, left),
    h("div", { class: "ji" }, keys.slice(0, shown).map((entry, i) => h(Node, {
      key: entry, name: names ? entry : undefined, value: value[entry], path: path + "/" + (names ? entry : "*"),
      openTo, level: level + 1, last: i === keys.length - 1,
    })),
    keys.length > shown && h("button", { type: "button", class: "more", onClick: () => setShown(shown + 1000) }, `show more, ${count(keys.length - shown)} left`)),
    h("div", { class: "jl" }, right, comma));
}

/** Whether a list or map is so small that it reads best on one line. */
export function isShort(value) {
  const items = Object.values(value);
  return items.length <= 8 && items.every((item) => item === null || typeof item !== "object") && compactJson(value, 80).length <= 48;
}

function Short({ value }) {
  const names = Array.isArray(value) ? null : Object.keys(value);
  const items = Object.values(value).map((item, i) => [
    i > 0 && ", ", names && h("span", { class: "k" }, h(Text, null, JSON.stringify(names[i])), ": "), h(Scalar, { value: item, path: "" }),
  ]);
  return names ? ["{", items, "}"] : ["[", items, "]"];
}

function Scalar({ value, path }) {
  if (typeof value === "string") return h(StringValue, { value, path });
  if (value !== null && typeof value === "object") return Array.isArray(value) ? "[]" : "{}";
  return h("span", { class: typeof value === "number" ? "n" : "b" }, String(value));
}

function StringValue({ value, path }) {
  const [shown, setShown] = useState(STRING_SHOWN);
  const [tree, setTree] = useState(false);
  if (/^data:[\w.+/-]+;base64,/.test(value)) {
    return h("span", { class: "f" }, `base64, ${value.slice(5, value.indexOf(";"))}, ${bytes(Math.floor((value.length * 3) / 4))}`);
  }
  const parsed = tree ? parse(value) : undefined;
  const inner = value.length < JSON_IN_STRING && /^\s*[[{]/.test(value) && parse(value) !== undefined;
  const long = value.length > shown;
  return [
    tree ? h(JsonView, { value: parsed, path: path + "#" })
      : h("span", { class: "s" }, '"', h(Text, null, long ? value.slice(0, shown) : value), long ? "…" : '"'),
    long && !tree && h("button", { type: "button", class: "more", onClick: () => setShown(shown + STRING_STEP) },
      value.length > STRING_STEP ? `show more, ${bytes(Math.min(shown, value.length))} of ${bytes(value.length)}` : `show all, ${count(value.length)} characters`),
    inner && h("button", { type: "button", class: "more", onClick: () => setTree(!tree) }, tree ? "as text" : "as tree"),
  ];
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // only looks like JSON
  }
}

function sizeOf(value) {
  return value !== null && typeof value === "object" ? Object.keys(value).length : 0;
}

function counts(value, size) {
  return counted(size, Array.isArray(value) ? "item" : "key");
}
