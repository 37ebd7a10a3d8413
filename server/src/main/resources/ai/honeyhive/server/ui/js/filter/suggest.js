const OPERATORS = ["is", "is not", "contains", "not contains", "exists", "not exists", ">", "<", "after", "before"];
const SHOWN = 8;
const WORD = /[^\s"]*$/;

/**
 * What may be typed next at a place of a filter: a field, then an operator, then a value that occurs. Gives
 * `{text, from, note, strong}`; a strong one is taken by Enter too.
 */
export function suggestionsAt(text, cursor, fields, values) {
  const before = text.slice(0, cursor);
  const word = WORD.exec(before)[0];
  const from = cursor - word.length;
  const past = before.slice(0, from).trimEnd();
  const operator = OPERATORS.filter((each) => past.endsWith(" " + each)).sort((a, b) => b.length - a.length)[0];
  const field = operator && /(\S+)$/.exec(past.slice(0, -operator.length).trimEnd())?.[1];
  if (field && fields.includes(field) && operator !== "exists" && operator !== "not exists") {
    return begin(values(field), word).map(({ value, count }) => ({ text: /[\s"]/.test(value) ? `"${value.replaceAll('"', "'")}"` : value, from, note: String(count), strong: word !== "" }));
  }
  const last = /(\S+)$/.exec(past)?.[1];
  if (last && fields.includes(last)) return OPERATORS.filter((each) => each.startsWith(word)).map((each) => ({ text: each, from, note: "", strong: word !== "" }));
  if (!word) return [];
  const lower = word.toLowerCase();
  const ranked = fields.filter((each) => each.toLowerCase().includes(lower) && each !== word).sort((a, b) => b.toLowerCase().startsWith(lower) - a.toLowerCase().startsWith(lower) || a.length - b.length);
  return ranked.slice(0, SHOWN).map((each) => ({ text: each, from, note: "field", strong: false }));
}

function begin(list, word) {
  const lower = word.toLowerCase();
  return list.filter(({ value }) => value.toLowerCase().includes(lower) && value !== word).slice(0, SHOWN);
}
