import { base } from "./base.js";
import { createStore, useStore } from "./store.js";

const ROUTES = [
  ["sessions", /^\/sessions\/?$/],
  ["session", /^\/sessions\/([^/]+)\/?$/],
  ["event", /^\/events\/([^/]+)\/?$/],
  ["runs", /^\/runs\/?$/],
  ["run", /^\/runs\/([^/]+)\/?$/],
  ["compare", /^\/compare\/([^/]+)\/([^/]+)\/?$/],
  ["review", /^\/review\/?$/],
  ["queue", /^\/review\/([^/]+)\/?$/],
  ["charts", /^\/charts\/?$/],
  ["sql", /^\/sql\/?$/],
  ["settings", /^\/settings\/?$/],
  ["datasets", /^\/datasets\/?$/],
  ["dataset", /^\/datasets\/([^/]+)\/?$/],
];

/** Chrome refuses more than 200 history entries or changes in 10 s, so changes that come quicker are gathered. */
const REPLACE_DELAY_MS = 120;

const current = createStore(read());
let pendingReplace = 0;
let lastReplace = -REPLACE_DELAY_MS;

/** Where the page is: `{name, id, other, path, query, state}`; `other` is the second of two ids. The query holds the whole view state. */
export function useRoute() {
  return useStore(current);
}

export function route() {
  return current.get();
}

/** Opens another view (or the same one on something else) as a new history entry. */
export function navigate(href) {
  flushReplace();
  history.pushState({ depth: (history.state?.depth ?? 0) + 1 }, "", href);
  current.set(read());
}

/** Opens another view in place of this history entry. */
export function redirect(href) {
  cancelReplace();
  history.replaceState({ depth: history.state?.depth ?? 0 }, "", href);
  current.set(read());
}

/** Goes back if this tab came from inside the page, else opens `fallback`. */
export function goUp(fallback) {
  if ((history.state?.depth ?? 0) > 0) history.back();
  else navigate(fallback);
}

/** Changes the query of the current view without a new history entry; empty values are left out. */
export function setQuery(changes) {
  const here = current.get();
  const query = { ...here.query, ...changes };
  for (const name of Object.keys(query)) if (!query[name]) delete query[name];
  current.set({ ...here, query });
  scheduleReplace();
}

/** Remembers something about the current history entry that does not belong into a link: scroll, folds. */
export function remember(changes) {
  const here = current.get();
  Object.assign(here.state, changes);
  scheduleReplace();
}

/** A link to `path` of this page with the given query. */
export function link(path, query = {}) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return base + (text ? path + "?" + text : path);
}

export function sessionLink(id, query) {
  return link("/sessions/" + encodeURIComponent(id), query);
}

export function datasetLink(id, query) {
  return link("/datasets/" + encodeURIComponent(id), query);
}

export function queueLink(id, query) {
  return link("/review/" + encodeURIComponent(id), query);
}

export function runLink(id) {
  return link("/runs/" + encodeURIComponent(id));
}

/** A comparison; `baseline` is what `candidate` is held against. */
export function compareLink(baseline, candidate, query) {
  return link(`/compare/${encodeURIComponent(baseline)}/${encodeURIComponent(candidate)}`, query);
}

/** The address of what is on the screen now. */
export function currentUrl() {
  flushReplace();
  return window.location.href;
}

addEventListener("popstate", () => {
  cancelReplace();
  current.set(read());
});
addEventListener("pagehide", flushReplace);
document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a[href^='/']");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!anchor || !plain || event.defaultPrevented || anchor.target || !match(inside(anchor.pathname))) return;
  event.preventDefault();
  navigate(anchor.pathname + anchor.search);
});

/** The path as the server knows it, without what a proxy has in front. */
function inside(pathname) {
  return base && pathname.startsWith(base + "/") ? pathname.slice(base.length) : pathname;
}

function match(path) {
  for (const [name, pattern] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return { name, id: found[1] === undefined ? null : decode(found[1]), other: found[2] === undefined ? null : decode(found[2]) };
  }
  return null;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign: taken as it stands, the server will not know it
  }
}

function read() {
  const { search } = window.location;
  const path = inside(window.location.pathname);
  const { name, id, other } = match(path) ?? { name: "unknown", id: null, other: null };
  const query = Object.fromEntries(new URLSearchParams(search));
  return { name, id, other, path, query, state: { ...history.state } };
}

function scheduleReplace() {
  if (pendingReplace) return;
  const wait = lastReplace + REPLACE_DELAY_MS - performance.now();
  if (wait > 0) pendingReplace = setTimeout(flushReplace, wait);
  else replace();
}

function cancelReplace() {
  clearTimeout(pendingReplace);
  pendingReplace = 0;
}

function flushReplace() {
  if (!pendingReplace) return;
  cancelReplace();
  replace();
}

function replace() {
  lastReplace = performance.now();
  const here = current.get();
  history.replaceState(here.state, "", link(here.path, here.query));
}
