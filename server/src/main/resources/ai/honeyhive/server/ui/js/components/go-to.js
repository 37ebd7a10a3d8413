import { h } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { findEvents, listDatasets, listRuns, listSessions } from "../api.js";
import { wordsOf } from "../filter/words.js";
import { datasetLink, link, navigate, runLink, sessionLink } from "../router.js";
import { Line } from "../text.js";
import { besides, useModal } from "./modal.js";

const VIEWS = [["Sessions", "/sessions"], ["Runs", "/runs"], ["Datasets", "/datasets"], ["Charts", "/charts"], ["Review", "/review"], ["SQL", "/sql"], ["Settings", "/settings"]];
const EACH = 6;
const PAUSE_MS = 150;
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** Ctrl+K, also out of a field: opens any view, session, event, run or dataset by its name, text or id. */
export function GoTo({ open, onOpen, onClose }) {
  useLayoutEffect(() => {
    const listen = (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      onOpen();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return open && h(Palette, { onClose });
}

function Palette({ onClose }) {
  const { close, modal } = useModal(onClose);
  const [text, setText] = useState("");
  const [{ found, asked, error }, setState] = useState({ found: [], asked: "", error: null });
  const [at, setAt] = useState(0);
  useEffect(() => {
    const wanted = text.trim();
    if (!wanted) {
      setState({ found: [], asked: "", error: null });
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => search(wanted, abort.signal).then(
      (places) => setState({ found: places, asked: wanted, error: null }), (failure) => failure.name !== "AbortError" && setState({ found: [], asked: wanted, error: failure })), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  const words = wordsOf(text);
  const views = VIEWS.filter(([name]) => words.every((word) => name.toLowerCase().includes(word))).map(([name, path]) => ({ kind: "view", name, href: link(path) }));
  const places = [...views, ...(text.trim() === asked ? found : [])];
  const go = (place) => {
    close();
    if (place) navigate(place.href);
  };
  const write = (event) => {
    setText(event.target.value);
    setAt(0);
  };
  const pressed = (event) => {
    if (event.key === "ArrowDown") setAt(Math.min(places.length - 1, at + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else if (event.key === "Enter") go(places[at]);
    else return;
    event.preventDefault();
  };
  return h("dialog", { ...modal, class: "help goto", "aria-label": "Go to", onClick: besides(close) },
    h("input", {
      class: "inline", autofocus: true, role: "combobox", "aria-expanded": "true", "aria-controls": "goto-places", "aria-label": "Go to", "aria-activedescendant": places[at] ? "goto-" + at : undefined,
      spellcheck: false, placeholder: "Go to a view, session, run or dataset: name, text or id", value: text, onInput: write, onKeyDown: pressed,
    }),
    h("ul", { id: "goto-places", role: "listbox", "aria-label": "Places" }, places.map((place, i) => h("li", {
      key: place.href, id: "goto-" + i, role: "option", "aria-selected": String(i === at), onClick: () => go(place), onPointerMove: () => i !== at && setAt(i),
    }, h("span", { class: "cut" }, h(Line, null, place.name)), h("span", { class: "dim" }, place.kind)))),
    h("p", { class: "mut", role: "status" }, error ? `! Not searched: ${error.message}` : text.trim() && text.trim() !== asked ? "searching" : places.length ? "" : `Nothing has “${text.trim()}”`));
}

/** Where a text leads: an id straight to what it names, else what has the words. */
async function search(text, signal) {
  const [sessions, runs, datasets, events] = await Promise.all([
    listSessions({ text: wordsOf(text).map((word) => word + "*").join(" "), limit: EACH }, signal).then((body) => body.sessions),
    listRuns({ limit: 100 }, signal).then((body) => body.evaluations),
    listDatasets(signal),
    ID.test(text) ? findEvents([{ field: "event_id", operator: "is", value: text, type: "string" }], 1, signal) : [],
  ]);
  const has = (...parts) => wordsOf(text).every((word) => parts.some((part) => String(part ?? "").toLowerCase().includes(word)));
  return [
    ...events.map((event) => ({ kind: event.event_type, name: `${event.event_name} ${event.event_id}`, href: link("/events/" + encodeURIComponent(event.event_id)) })),
    ...runs.filter((run) => has(run.name, run.run_id)).slice(0, EACH).map((run) => ({ kind: "run", name: run.name || run.run_id, href: runLink(run.run_id) })),
    ...datasets.filter((dataset) => has(dataset.name, dataset.id)).slice(0, EACH).map((dataset) => ({ kind: "dataset", name: dataset.name || dataset.id, href: datasetLink(dataset.id) })),
    ...sessions.map((session) => ({ kind: "session", name: session.session_name || session.session_id, href: sessionLink(session.session_id) })),
  ];
}
