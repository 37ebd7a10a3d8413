import { h } from "preact";
import { useState } from "preact/hooks";
import { bytes, count } from "../format.js";
import { Text } from "../text.js";

const CHARACTERS = 2400;
const LINES = 40;

/** Text with its line breaks. What is very long opens on demand, and says how long it is. */
export function LongText({ text, limit = CHARACTERS, lines = LINES, class: name = "tx" }) {
  const [open, setOpen] = useState(false);
  const cut = open ? text.length : cutAt(text, limit, lines);
  if (cut >= text.length) return [h("div", { class: name, dir: "auto" }, h(Text, null, text)), open && h(Toggle, { text, open, setOpen })];
  return [h("div", { class: name, dir: "auto" }, h(Text, null, text.slice(0, cut)), "…"), h(Toggle, { text, open, setOpen })];
}

function Toggle({ text, open, setOpen }) {
  return h("button", { type: "button", class: "more", "aria-expanded": String(open), onClick: () => setOpen(!open) },
    open ? "show less" : `show all, ${sizeOf(text)}`);
}

/** How long a text is, in the unit a reader thinks in. */
export function sizeOf(text) {
  if (text.length >= 10_000) return bytes(text.length);
  const lines = text.split("\n").length;
  return lines > 3 ? lines + " lines" : count(text.length) + " characters";
}

function cutAt(text, limit, lines) {
  let end = Math.min(text.length, limit);
  let from = -1;
  for (let line = 0; line < lines; line++) {
    from = text.indexOf("\n", from + 1);
    if (from < 0 || from > end) return end === text.length || text.length - end > limit / 4 ? end : text.length;
  }
  return Math.min(end, from);
}
