import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { base } from "../base.js";
import { Text } from "../text.js";
import { diff } from "./diff.js";

/** Longer texts are compared beside the page's own thread. */
const AT_ONCE = 2000;

let worker = null;
let asked = 0;
const waiting = new Map();

function inWorker(a, b, mode) {
  if (!worker) {
    worker = new Worker(base + "/assets/js/compare/diff-worker.js", { type: "module" });
    worker.addEventListener("message", ({ data }) => {
      waiting.get(data.id)?.(data.result);
      waiting.delete(data.id);
    });
  }
  return new Promise((resolve) => {
    waiting.set(++asked, resolve);
    worker.postMessage({ id: asked, a, b, mode });
  });
}

/** `after` with what was changed against `before` marked: by word, by line, or (`off`) not at all. */
export function ChangedText({ before, after, mode }) {
  const [found, setFound] = useState(null);
  const plain = mode === "off" || before === null || before === after;
  const long = before !== null && before.length + after.length > AT_ONCE;
  useEffect(() => {
    if (plain || !long) return undefined;
    let current = true;
    setFound(null);
    inWorker(before, after, mode).then((result) => current && setFound(result));
    return () => { current = false; };
  }, [before, after, mode]);
  if (plain) return h(Text, null, after);
  const result = long ? found : diff(before, after, mode, 50);
  if (!result) return h(Text, null, after);
  return [
    result.runs.map(([kind, text], i) => h(kind === "+" ? "ins" : kind === "-" ? "del" : "span", { key: i }, h(Text, null, text))),
    result.whole && h("small", { class: "dim" }, " (too different to compare further)"),
  ];
}
