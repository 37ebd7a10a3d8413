import { h } from "preact";

/**
 * Characters that change how the text around them is read without being seen: control characters, marks and
 * overrides of direction, zero-width spaces, line separators. Joiners stay, emoji and several scripts need them.
 */
const HIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;

/** No row needs more than this: laying out a megabyte on one line would cost half a second. */
const ROW_LIMIT = 600;

/** What is read from right to left, and would pull the text beside it along. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** What our tracer writes where it hid or cut something. */
const MARK = /\[(?:masked(?:: [\w .-]{1,40})?|cut: \d+ of \d+ characters)\]/g;

/** Text as it was sent, with every hidden character shown by its code. Nothing in it reorders what stands beside it. */
export function Text({ children }) {
  return shownAs(String(children ?? ""));
}

function shownAs(text) {
  const shown = marked(text);
  return RIGHT_TO_LEFT.test(text) ? h("span", { class: "apart" }, shown) : shown;
}

/** What the sender left out must not read as if it had been said. */
function marked(text) {
  if (text.search(MARK) < 0) return visible(text);
  const out = [];
  let from = 0;
  for (const found of text.matchAll(MARK)) {
    out.push(visible(text.slice(from, found.index)), h("span", { class: "left-out", title: "Left out before it was sent" }, found[0].slice(1, -1)));
    from = found.index + found[0].length;
  }
  out.push(visible(text.slice(from)));
  return out;
}

function visible(text) {
  if (text.search(HIDDEN) < 0) return text;
  const out = [];
  let from = 0;
  for (const found of text.matchAll(HIDDEN)) {
    if (found[0] === "\r" && text[found.index + 1] === "\n") continue;
    out.push(text.slice(from, found.index), h("span", { class: "ctl", title: "A character that is not visible" }, codeOf(found[0])));
    from = found.index + 1;
  }
  out.push(text.slice(from));
  return out;
}

/** The same where only characters can be shown: in a choice, in a tooltip. */
export function readable(value) {
  return oneLine(value).replace(HIDDEN, (character) => `⟨${codeOf(character)}⟩`);
}

/** Text for one row: line breaks become spaces, the end is cut where no row reaches. */
export function Line({ children }) {
  return line(children);
}

/** The same without a component of its own, for rows of which there are many. */
export function line(value) {
  return shownAs(oneLine(value));
}

export function oneLine(value) {
  const text = String(value ?? "");
  return (text.length > ROW_LIMIT ? text.slice(0, ROW_LIMIT) + "…" : text).replace(/\s+/g, " ").trim();
}

/** A value of any kind as one short line: strings bare, a map of one entry as that entry, the rest as JSON. */
export function preview(value) {
  let inner = value;
  for (let i = 0; i < 4 && inner !== null && typeof inner === "object" && !Array.isArray(inner); i++) {
    const keys = Object.keys(inner).filter((key) => inner[key] !== null && inner[key] !== "");
    if (keys.length !== 1) break;
    inner = inner[keys[0]];
  }
  if (inner === null || inner === undefined) return "";
  return oneLine(typeof inner === "object" ? compactJson(inner, 300) : inner);
}

/** JSON of at most about `limit` characters, without walking what lies beyond them. */
export function compactJson(value, limit) {
  let left = limit;
  const write = (item, depth) => {
    if (left <= 0 || depth > 20) return "…";
    if (item === null || typeof item !== "object") {
      const text = typeof item === "string" ? JSON.stringify(item.slice(0, left)) : String(item);
      left -= text.length;
      return text;
    }
    const parts = [];
    for (const key of Object.keys(item)) {
      if (left <= 0) {
        parts.push("…");
        break;
      }
      if (Array.isArray(item)) {
        parts.push(write(item[key], depth + 1));
      } else {
        left -= key.length + 2;
        parts.push(key + ": " + write(item[key], depth + 1));
      }
    }
    return Array.isArray(item) ? "[" + parts.join(", ") + "]" : "{" + parts.join(", ") + "}";
  };
  return write(value, 0);
}

function codeOf(character) {
  return character === "\u001B" ? "ESC" : "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}
