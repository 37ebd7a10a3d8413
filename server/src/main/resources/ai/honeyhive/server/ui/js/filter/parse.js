/** Operators by how they are typed; the first of each group is the one the server knows. */
const OPERATORS = [
  ["is not", "!="], ["not contains", "!~"], ["not exists", "missing"], ["is", "=", ":"], ["contains", "~"], ["exists"],
  ["greater than", ">"], ["less than", "<"], ["after"], ["before"],
];
const SPELLINGS = OPERATORS.flatMap(([name, ...others]) => [name, ...others].map((spelling) => ({ spelling, name }))).sort((a, b) => b.spelling.length - a.spelling.length);
const UNARY = new Set(["exists", "not exists"]);
const FIELD = /^[A-Za-z_][\w-]*(?:\.[\w-]+)*/;
/** Times are typed as people read them; the server counts milliseconds. */
const UNITS = { µs: 0.001, us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const TIMED = /^(duration|metrics\..*latency.*)$/;

/**
 * Reads the text of a filter: `field operator value` any number of times, the rest words to search for; what stands in
 * quotes belongs together. Gives `{filters, words, faults}`. Each filter has `from` and `to`, its place in the text; a
 * fault has the same and a reason.
 */
export function parseFilter(text) {
  const filters = [];
  const words = [];
  const faults = [];
  let at = 0;
  const rest = () => text.slice(at);
  const blank = () => { at += /^\s*/.exec(rest())[0].length; };
  for (blank(); at < text.length; blank()) {
    const from = at;
    const field = FIELD.exec(rest())?.[0];
    const operator = field && operatorAt(text, at + field.length);
    if (operator) {
      at = operator.to;
      if (UNARY.has(operator.name)) {
        filters.push({ field, operator: operator.name, value: "", type: "string", from, to: at });
        continue;
      }
      blank();
      const start = at;
      const value = read();
      if (value === null) faults.push({ from, to: text.length, reason: `${field} ${operator.name} needs a value` });
      else filters.push({ ...typed(field, operator.name, value, text[start] === '"'), from, to: at });
    } else {
      const word = read();
      if (word) words.push(word);
    }
  }
  return { filters, words, faults };

  function read() {
    if (at >= text.length) return null;
    if (text[at] === '"') {
      const end = text.indexOf('"', at + 1);
      const value = text.slice(at + 1, end < 0 ? text.length : end);
      if (end < 0) faults.push({ from: at, to: text.length, reason: "a quote is not closed" });
      at = end < 0 ? text.length : end + 1;
      return value;
    }
    let value = /^\S+/.exec(rest())[0];
    at += value.length;
    const unit = /^[\d.]+$/.test(value) && /^\s(µs|us|ms|s|m|h)(?=\s|$)/.exec(rest());
    if (unit) {
      at += unit[0].length;
      value += unit[0].trim();
    }
    return value;
  }
}

function operatorAt(text, at) {
  const gap = /^\s*/.exec(text.slice(at))[0].length;
  for (const { spelling, name } of SPELLINGS) {
    const word = /^[a-z]/.test(spelling);
    if (word && gap === 0) continue;
    const start = at + gap;
    if (!text.startsWith(spelling, start)) continue;
    const to = start + spelling.length;
    if (word && to < text.length && !/\s/.test(text[to])) continue;
    return { name, to };
  }
  return null;
}

function typed(field, operator, value, quoted) {
  if (operator === "after" || operator === "before") return { field, operator, value, type: "datetime" };
  const timed = TIMED.test(field) && /^([\d.]+)(µs|us|ms|s|m|h)$/.exec(value);
  const plain = timed ? String(Number(timed[1]) * UNITS[timed[2]]) : value.replace(/^\$/, "");
  if (!quoted && /^-?\d+(\.\d+)?$/.test(plain)) return { field, operator, value: plain, type: operator.includes("contains") ? "string" : "number" };
  if (!quoted && operator === "is" && /^(true|false)$/.test(value)) return { field, operator, value, type: "boolean" };
  return { field, operator, value, type: "string" };
}

/** A filter as it is typed. */
export function writeFilter({ field, operator, value }) {
  if (UNARY.has(operator)) return `${field} ${operator}`;
  const sign = { "greater than": ">", "less than": "<" }[operator] ?? operator;
  return `${field} ${sign} ${/^[^\s"]+$/.test(value) ? value : '"' + value.replaceAll('"', "'") + '"'}`;
}

/** The text with one filter more; one that is there already is not repeated. */
export function withFilter(text, filter) {
  const written = writeFilter(filter);
  const before = (text ?? "").trim();
  if (parseFilter(before).filters.some((each) => writeFilter(each) === written)) return before;
  return before ? before + " " + written : written;
}

/** The text without the filter that stands at a place. */
export function withoutFilter(text, { from, to }) {
  return (text.slice(0, from) + text.slice(to)).replace(/\s{2,}/g, " ").trim();
}

/** What the API takes: filters without their places. */
export function wireFilters(filters) {
  return filters.map(({ field, operator, value, type }) => ({ field, operator, value, type }));
}
