import { base } from "./base.js";
import { createStore } from "./store.js";

/** "connecting", "live", "lost" (tells since when in `lostAt`) or "paused" (the tab is hidden). */
export const connection = createStore({ state: "connecting", lostAt: 0 });

const BACK_OFF_MS = [500, 1000, 2000, 5000];
const listeners = { session: new Set(), run: new Set(), resync: new Set() };
let source = null;
let failures = 0;
let retry = 0;
let wasOpen = false;

/**
 * Calls `listener(id)` when a session or run changed, or `listener()` for "resync": the stream was away,
 * what happened meanwhile has to be asked for.
 */
export function onStream(type, listener) {
  listeners[type].add(listener);
  return () => listeners[type].delete(listener);
}

/** Connects. A hidden tab lets go of its connection: browsers grant only six to a host. */
export function startStream() {
  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : open()));
  addEventListener("pagehide", pause);
  if (!document.hidden) open();
}

function open() {
  if (source) return;
  clearTimeout(retry);
  source = new EventSource(base + "/v1/stream");
  source.addEventListener("open", () => {
    failures = 0;
    connection.set({ state: "live", lostAt: 0 });
    if (wasOpen) emit("resync");
    wasOpen = true;
  });
  source.addEventListener("session", (message) => emit("session", idOf(message, "session_id")));
  source.addEventListener("run", (message) => emit("run", idOf(message, "run_id")));
  source.addEventListener("error", reconnectLater);
}

function reconnectLater() {
  close();
  const before = connection.get();
  connection.set({ state: "lost", lostAt: before.lostAt || Date.now() });
  retry = setTimeout(open, BACK_OFF_MS[Math.min(failures++, BACK_OFF_MS.length - 1)]);
}

function pause() {
  close();
  clearTimeout(retry);
  connection.set({ state: "paused", lostAt: 0 });
}

function close() {
  source?.close();
  source = null;
}

function idOf(message, field) {
  return JSON.parse(message.data)[field];
}

function emit(type, id) {
  for (const listener of [...listeners[type]]) listener(id);
}
