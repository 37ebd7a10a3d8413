import { useLayoutEffect, useRef } from "preact/hooks";
import { createStore, settings } from "./store.js";

/** All that is bound now, what holds everywhere last: lists of `{keys, label, bar}`. Watched by status bar and help. */
export const bindings = createStore([]);

/** Single-letter keys can be switched off; Escape, Enter and arrows stay. */
export const lettersOn = createStore(settings.get("keys") !== "off");

const layers = new Set();
/** Keys pressed before anything was there to take them. */
let early = [];
const SEQUENCE_MS = 1200;
/** Where keys are text. */
const TYPED = "input, textarea, select, [contenteditable]";
let prefix = "";
let prefixTimer = 0;

export function toggleLetters() {
  const on = !lettersOn.get();
  settings.set("keys", on ? null : "off");
  lettersOn.set(on);
}

/**
 * Binds keys while the component is mounted. Each binding is `{keys: ["j"], label, run}`, a key of two letters
 * being typed one after the other (`"g s"`). With `bar` it stands in the status bar too ("wide": where there is
 * room), under `caps` and `short` if those are given. `title` heads the group in the help. Bindings `everywhere` give way
 * to those of a view, whichever of both is there first.
 */
export function useKeys(title, list, everywhere = false) {
  const layer = useRef({ title, list });
  layer.current.list = list;
  useLayoutEffect(() => { // with what is shown: the next key may come before the browser draws
    const mine = layer.current;
    const before = everywhere ? [...layers] : [];
    before.forEach((layer) => layers.delete(layer));
    layers.add(mine);
    before.forEach((layer) => layers.add(layer));
    publish();
    return () => {
      layers.delete(mine);
      publish();
    };
  }, []);
}

addEventListener("keydown", (event) => (early ? early.push(event) : pressed(event)));

function pressed(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  const typing = target.closest?.(TYPED);
  if (typing && event.key !== "Escape") return;
  if ((event.key === "Enter" || event.key === " ") && target.closest?.("button, a[href], summary")) return;
  if (event.key.startsWith("Arrow") && target.closest?.("[data-scrolls]")) return;
  if (event.key.length === 1 && event.key !== " " && !lettersOn.get()) return;
  if (document.querySelector("dialog[open]")) return; // a dialog has its own keys

  const key = event.key === " " ? "Space" : event.key;
  const binding = find(prefix ? prefix + " " + key : key) ?? find(key);
  prefix = "";
  clearTimeout(prefixTimer);
  if (binding) {
    event.preventDefault();
    binding.run(event);
  } else if (key.length === 1 && isPrefix(key)) {
    event.preventDefault();
    prefix = key;
    prefixTimer = setTimeout(() => (prefix = ""), SEQUENCE_MS);
  }
}

function find(key) {
  for (const layer of [...layers].reverse()) {
    const binding = layer.list.find((candidate) => candidate.keys.includes(key));
    if (binding) return binding;
  }
  return undefined;
}

function isPrefix(key) {
  return [...layers].some((layer) => layer.list.some((binding) => binding.keys.some((name) => name.startsWith(key + " "))));
}

async function takeEarly() {
  const events = early ?? [];
  early = null;
  for (const event of events.filter((event) => !event.defaultPrevented)) {
    if (event.target.closest?.(TYPED)) pressed(event);
    else again(event);
    await null; // the next key is for what this one has changed
  }
}

/** Presses a key once more, where the keys before it have led by now: into a field it is typed. */
function again(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const place = document.activeElement;
  const taken = !place.dispatchEvent(new KeyboardEvent("keydown", event));
  if (taken || event.key.length !== 1 || !place.setRangeText || place.selectionStart === null) return;
  place.setRangeText(event.key, place.selectionStart, place.selectionEnd, "end");
  place.dispatchEvent(new InputEvent("input", { bubbles: true, data: event.key, inputType: "insertText" }));
}

function publish() {
  if (early) setTimeout(takeEarly); // when all that is shown with this has bound its keys too
  bindings.set([...layers].reverse().map((layer) => ({ title: layer.title, list: layer.list })));
}
