import { h } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { deleteQueue, findEvents, getQueue, listMetrics, updateEvent } from "../api.js";
import { TypeBadge, letterOf } from "../components/badges.js";
import { copyText } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { Empty, LoadProblem, Skeleton } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { SureButton } from "../components/sure-button.js";
import { count, counted, percent, score } from "../format.js";
import { useKeys } from "../keys.js";
import { currentUrl, goUp, link, redirect, route, sessionLink, setQuery, useRoute } from "../router.js";
import { buildTrace } from "../session/model.js";
import { sectionsOf } from "../session/sections.js";
import { Line } from "../text.js";
import { agreement, answerChange, answersOf, choicesOf, reviewer, setReviewer } from "./answers.js";

const MOST = 500;
const SHOWN = new Set(["error", "messages", "inputs", "output", "feedback"]);

/** One event at a time with one question; a number key answers, and the next event comes. */
export function QueueView({ id }) {
  const { query } = useRoute();
  const [{ queue, rubric, events, error }, setLoaded] = useState({ queue: null, rubric: null, events: null, error: null });
  const [name, setName] = useState(reviewer());
  const [fault, setFault] = useState("");
  const saved = useRef(Promise.resolve());
  const load = async (signal) => {
    try {
      const found = await getQueue(id, signal);
      const metrics = await listMetrics({ type: "HUMAN" }, signal);
      const matching = found.filters?.filterArray?.length || !found.event_ids?.length ? await findEvents(found.filters?.filterArray ?? [], MOST, signal) : [];
      const picked = found.event_ids?.length ? await Promise.all(found.event_ids.slice(0, MOST).map((each) => findEvents([{ field: "event_id", operator: "is", value: each, type: "string" }], 1, signal))) : [];
      const unique = new Map([...picked.flat(), ...matching].map((event) => [event.event_id, event]));
      setLoaded({ queue: found, rubric: metrics.find((metric) => metric.name === found.description) ?? { name: found.description || "rating", return_type: "float", scale: 5 }, events: [...unique.values()], error: null });
    } catch (failure) {
      if (failure.name !== "AbortError") setLoaded((before) => ({ ...before, error: failure }));
    }
  };
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal);
    return () => abort.abort();
  }, [id]);
  useEffect(() => { document.title = `${queue?.name ?? "Queue"} · HoneyHive`; }, [queue]);

  const open = useMemo(() => (events ?? []).filter((event) => answersOf(event, rubric.name)[name] === undefined), [events, name]);
  const event = (events ?? []).find((each) => each.event_id === query.event) ?? open[0] ?? (events ?? [])[0] ?? null;
  const at = event ? events.indexOf(event) : -1;
  useLayoutEffect(() => { // which event is open must not depend on who answered what meanwhile
    if (event && !route().query.event) setQuery({ event: event.event_id });
  }, [event]);
  const choices = rubric ? choicesOf(rubric) : [];
  const go = (step) => {
    const next = events?.[Math.max(0, Math.min(events.length - 1, at + step))];
    if (next) setQuery({ event: next.event_id });
  };
  const replace = (one, by) => setLoaded((before) => ({ ...before, events: before.events.map((each) => (each === one ? by : each)) }));
  const answer = (value) => {
    if (!event) return;
    setFault("");
    const change = answerChange(event, rubric.name, name, value);
    const answered = { ...event, metadata: { ...event.metadata, ...change.metadata }, metrics: { ...event.metrics, ...change.metrics } };
    replace(event, answered);
    const unanswered = (each) => each !== event && answersOf(each, rubric.name)[name] === undefined;
    const next = events.slice(at + 1).find(unanswered) ?? events.find(unanswered) ?? event;
    setQuery({ event: next.event_id }); // at once: the next key is for the next event
    saved.current = saved.current.then(() => updateEvent(event.event_id, change)).catch((failure) => {
      replace(answered, event); // it counts as unanswered again
      setFault(`Not saved: ${event.event_name}, event ${count(at + 1)}: ${failure.message}`);
    });
  };
  const remove = () => deleteQueue(id).then(() => redirect(link("/review")), (failure) => setFault("Not deleted: " + failure.message));
  useKeys("Queue", [
    { keys: choices.map((choice) => choice.key), label: "Answer", bar: true, caps: ["1", "–", "9"], short: "answer", run: (pressed) => answer(choices.find((choice) => choice.key === pressed.key).value) },
    { keys: ["Enter", "j", "ArrowDown"], label: "Next event", bar: true, short: "next", run: () => go(1) },
    { keys: ["k", "ArrowUp"], label: "Previous event", run: () => go(-1) },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Back to the queues", run: () => goUp(link("/review")) },
  ]);
  if (!queue || !events) return h("main", { class: "view" }, error ? h(LoadProblem, { error, what: "The queue", onRetry: () => load() }) : h(Skeleton), h(StatusBar));
  const agreed = agreement(events, rubric.name);
  const done = events.length - open.length;
  return h("main", { class: "view" },
    h("section", { class: "page tight" },
      h("div", { class: "rowx" }, h("button", { class: "btn quiet icon", type: "button", onClick: () => goUp(link("/review")), title: "Back (Esc)", "aria-label": "Back" }, h(Icon, { name: "back" })), h("h1", { class: "cut" }, h(Line, null, queue.name)), h("span", { class: "grow" }),
        h(SureButton, { label: "Delete queue", yes: "Yes, delete it: answers stay", onYes: remove }),
        h("label", { class: "rowx mut" }, "reviewer", h("span", { class: "field" }, h("input", { "aria-label": "Reviewer", value: name, maxLength: 60, onInput: (typed) => { setName(typed.target.value || "me"); setReviewer(typed.target.value); } })))),
      h("div", { class: "facts" }, h("span", null, h("b", null, count(done)), ` of ${counted(events.length, "event")} answered by `, h(Line, null, name)),
        agreed.pairs > 0 ? h("span", null, "agreement ", h("b", null, percent(agreed.same, agreed.pairs)), ` of ${counted(agreed.pairs, "pair")} on ${counted(agreed.events, "event")}`) : h("span", { class: "dim" }, "agreement shows when two reviewers answered"))),
    fault && h("p", { class: "bar-note", role: "alert" }, "! ", h(Line, null, fault)),
    event ? h(Item, { event, rubric, choices, mine: answersOf(event, rubric.name)[name], onAnswer: answer }) : h(Empty, { title: "No event is in this queue" }, h("p", { class: "mut" }, "Its filter matches nothing yet.")),
    h(StatusBar, { live: false }, event && h("span", null, `event ${count(at + 1)} of ${count(events.length)}${events.length === MOST ? ", the newest" : ""}`), open.length === 0 && events.length > 0 && h("b", null, "all answered")));
}

function Item({ event, rubric, choices, mine, onAnswer }) {
  const trace = useMemo(() => buildTrace([event], event.event_id), [event]);
  const others = Object.entries(answersOf(event, rubric.name));
  return h("div", { class: "split" },
    h("div", { class: "scroll body review", tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": "The event" },
      h("div", { class: "rowx" }, h(TypeBadge, { type: letterOf(event.event_type) }), h("b", { class: "lead" }, h(Line, null, event.event_name)), h("a", { class: "link", href: sessionLink(event.session_id ?? event.event_id, { event: event.event_id }) }, "open session")),
      sectionsOf(trace.root, trace, () => {}).filter((section) => SHOWN.has(section.id)).map(({ id, title, content, tools }) => h("section", { key: id, class: "sec " + id }, h("h2", null, h("span", null, title), tools), h("div", { class: "in", key: event.event_id }, content)))),
    h("aside", { class: "pane", "aria-label": "Question" }, h("header", null, h("b", { class: "lead" }, h(Line, null, rubric.name)), rubric.criteria && rubric.criteria !== rubric.name && h("p", { class: "mut tx" }, rubric.criteria)),
      h("div", { class: "choices", role: "group", "aria-label": "Answers" }, choices.map((choice) => h("button", { key: choice.key, class: "btn", type: "button", "aria-pressed": String(mine === choice.value), onClick: () => onAnswer(choice.value) }, h("kbd", null, choice.key), " ", h(Line, null, choice.label)))),
      others.length > 0 && h("dl", { class: "kv inset" }, others.map(([who, value]) => [h("dt", { key: "k" + who }, h(Line, null, who)), h("dd", { key: "v" + who }, score(value))]))));
}
