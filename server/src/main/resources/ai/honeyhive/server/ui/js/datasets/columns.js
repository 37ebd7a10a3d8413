import { preview } from "../text.js";

const PARTS = [["inputs", "Input"], ["ground_truth", "Ground truth"], ["metadata", "Metadata"]];
const SHOWN = 12;
/** What `ServerDatasets` notes in the metadata about the row that a datapoint was: nothing to read or to change. */
const NOTES = "honeyhive_row";

/** The fields that the rows have: `{id, part, key, label, width, num, value(row)}`, those of most rows first within each part. */
export function columnsOf(rows) {
  const columns = PARTS.flatMap(([part, label]) => {
    const uses = new Map();
    for (const row of rows) for (const key of Object.keys(row[part] ?? {})) if (key !== NOTES) uses.set(key, (uses.get(key) ?? 0) + 1);
    return [...uses].sort((a, b) => b[1] - a[1]).map(([key]) => ({ id: `${part}.${key}`, part, key, label: key, of: label, value: (row) => row[part]?.[key] }));
  });
  return columns.map((column) => {
    const num = rows.length > 0 && rows.every((row) => column.value(row) === undefined || typeof column.value(row) === "number");
    return { ...column, num, width: num ? "minmax(80px, 120px)" : column.part === "metadata" ? "minmax(90px, .7fr)" : "minmax(140px, 1.4fr)" };
  });
}

/** A part of a row as people wrote it; undefined where there is nothing. */
export function partOf(row, part) {
  const { [NOTES]: notes, ...rest } = row[part] ?? {};
  const value = Array.isArray(row[part]) ? row[part] : rest;
  return Object.keys(value).length ? value : undefined;
}

/** The columns that have room; the others are in the row's own pane. */
export function shownColumns(columns) {
  return columns.slice(0, SHOWN);
}

/** A cell as one line. */
export function cellText(value) {
  return value === undefined ? "" : typeof value === "object" ? preview(value) : String(value);
}

export const TYPES = ["text", "number", "yes / no", "JSON"];

export function typeOf(value) {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "yes / no";
  return typeof value === "string" || value === undefined ? "text" : "JSON";
}

export function editText(value) {
  return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** What was typed as a value of its type; throws a reason that a person can read. */
export function valueOf(text, type) {
  if (type === "text") return text;
  if (type === "number") {
    const number = Number(text.trim());
    if (!text.trim() || !Number.isFinite(number)) throw new Error("is not a number");
    return number;
  }
  if (type === "yes / no") {
    if (!/^\s*(true|false)\s*$/.test(text)) throw new Error("must be true or false");
    return text.trim() === "true";
  }
  try {
    return JSON.parse(text);
  } catch (failure) {
    throw new Error("is not JSON: " + failure.message);
  }
}
