import { createStore, settings } from "../store.js";

const KEPT = 30;
const NAME = "sql";

/** Statements that were run in this browser, the latest first. They never leave it. */
export const statements = createStore(read());

export function recordStatement(text) {
  keep([text, ...statements.get().filter((known) => known !== text)].slice(0, KEPT));
}

export function forgetStatements() {
  keep([]);
}

function keep(list) {
  statements.set(list);
  settings.set(NAME, list.length ? JSON.stringify(list) : null);
}

function read() {
  try {
    const stored = JSON.parse(settings.get(NAME) ?? "[]");
    return Array.isArray(stored) ? stored.filter((text) => typeof text === "string") : [];
  } catch {
    return []; // written by something else: begun anew
  }
}
