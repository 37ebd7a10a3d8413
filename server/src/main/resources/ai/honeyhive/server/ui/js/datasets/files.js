import { papa } from "../components/libraries.js";

/** A file that cannot be taken in; the message names it and the place. */
export class FileFault extends Error {}

/**
 * Reads rows out of a file of JSON lines, a JSON list or CSV. Gives `{rows, keys, shaped}`: `shaped` rows are datapoints
 * already (`inputs`, `ground_truth` ...), others are flat and their `keys` are still to be told apart.
 */
export async function readRows(name, text) {
  const rows = /\.csv$/i.test(name) ? await ofCsv(name, text) : /^\s*\[/.test(text) ? ofJson(name, text) : ofLines(name, text);
  if (!rows.length) throw new FileFault(`${name} has no rows`);
  const shaped = rows.every((row) => isMap(row.inputs));
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { rows: shaped ? rows.map(datapoint) : rows, keys, shaped };
}

function ofLines(name, text) {
  return text.replace(/^\uFEFF/, "").split(/\r?\n/).flatMap((line, i) => {
    if (!line.trim()) return [];
    return [map(parsed(line, `${name}, line ${i + 1}`), `${name}, line ${i + 1}`)];
  });
}

function ofJson(name, text) {
  return parsed(text.replace(/^\uFEFF/, ""), name).map((row, i) => map(row, `${name}, item ${i + 1}`));
}

async function ofCsv(name, text) {
  const { data, errors } = (await papa()).parse(text.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  if (errors.length) throw new FileFault(`${name}, row ${(errors[0].row ?? 0) + 2}: ${errors[0].message}`);
  return data.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== "").map(([key, value]) => [key, typed(value)])));
}

/** What a cell of CSV stands for: a number or a truth value where it is written as JSON writes it, else text. */
function typed(text) {
  if (text === "true" || text === "false") return text === "true";
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : text;
}

function parsed(text, place) {
  try {
    return JSON.parse(text);
  } catch (failure) {
    throw new FileFault(`${place} is not JSON: ${failure.message}`);
  }
}

function map(value, place) {
  if (!isMap(value)) throw new FileFault(`${place} must be an object`);
  return value;
}

function isMap(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The parts of a row that a datapoint has; what else there is becomes metadata. */
function datapoint({ inputs, ground_truth, ground_truths, history, metadata, id, ...rest }) {
  const truth = ground_truth ?? ground_truths;
  return {
    inputs,
    ...(truth === undefined ? {} : { ground_truth: isMap(truth) ? truth : { value: truth } }),
    ...(Array.isArray(history) ? { history } : {}),
    metadata: { ...(isMap(metadata) ? metadata : {}), ...rest, ...(id === undefined ? {} : { id }) },
  };
}

/** Datapoints as JSON lines, as `Dataset.jsonl` and this page read them. */
export function toLines(datapoints) {
  return datapoints.map(({ id, inputs, ground_truth, history, metadata }) => JSON.stringify({
    id, inputs, ...(empty(ground_truth) ? {} : { ground_truth }), ...(empty(history) ? {} : { history }), ...(empty(metadata) ? {} : { metadata }),
  })).join("\n") + "\n";
}

function empty(value) {
  return value === null || value === undefined || Object.keys(value).length === 0;
}

/** Cells as CSV. Text that a spreadsheet would run as a formula gets an apostrophe in front. */
export async function toCsv(head, rows) {
  return (await papa()).unparse({ fields: head, data: rows.map((row) => row.map(plain)) }, { escapeFormulae: true, newline: "\n" }) + "\n";
}

function plain(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : value;
}

/** Hands a text to the browser as a file. */
export function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
