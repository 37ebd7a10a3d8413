import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { createMetric, createQueue, listMetrics, listQueues } from "../api.js";
import { copyText } from "../components/copy-button.js";
import { Empty, LoadProblem, Skeleton } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { VirtualRows } from "../components/virtual-rows.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { parseFilter, wireFilters, writeFilter } from "../filter/parse.js";
import { currentUrl, navigate, queueLink, remember, setQuery, useRoute } from "../router.js";
import { Line, readable } from "../text.js";
import { moment } from "../time.js";

const ROW = 30;
const COLUMNS = "minmax(180px, 1fr) minmax(200px, 2fr) 110px 170px";

/** The queues of events that wait for somebody to look at them. */
export function ReviewView() {
  const { query, state } = useRoute();
  const [{ queues, rubrics, error }, setLoaded] = useState({ queues: null, rubrics: [], error: null });
  const grid = useRef({});
  const selected = Math.max(0, (queues ?? []).findIndex((queue) => queue.id === query.row));
  const load = async (signal) => {
    try {
      const [found, metrics] = await Promise.all([listQueues(signal), listMetrics({ type: "HUMAN" }, signal)]);
      setLoaded({ queues: found.reverse(), rubrics: metrics, error: null });
    } catch (failure) {
      if (failure.name !== "AbortError") setLoaded((before) => ({ ...before, error: failure }));
    }
  };
  useEffect(() => {
    document.title = "Review · HoneyHive";
    const abort = new AbortController();
    load(abort.signal);
    return () => abort.abort();
  }, []);
  const move = (step) => {
    const at = Math.max(0, Math.min((queues?.length ?? 0) - 1, selected + step));
    if (!queues?.[at]) return;
    setQuery({ row: queues[at].id });
    grid.current.reveal(at);
    grid.current.focus();
  };
  const open = (queue) => {
    setQuery({ row: queue.id });
    navigate(queueLink(queue.id));
  };
  useKeys("Review", [
    { keys: ["j", "ArrowDown"], label: "Move down", bar: true, caps: ["j", "k"], short: "move", run: () => move(1) },
    { keys: ["k", "ArrowUp"], label: "Move up", run: () => move(-1) },
    { keys: ["Home"], label: "Newest", run: () => move(-Infinity) },
    { keys: ["End"], label: "Oldest", run: () => move(Infinity) },
    { keys: ["Enter"], label: "Open", bar: true, run: () => queues?.[selected] && open(queues[selected]) },
    { keys: ["n"], label: "New queue", bar: true, run: () => setQuery({ edit: "new" }) },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the form", run: () => setQuery({ edit: "" }) },
  ]);
  const cell = (name, content) => h("span", { role: "gridcell", class: name }, content);
  const row = (queue, index) => h("div", { key: queue.id, id: "q-" + queue.id, class: "tr row", role: "row", "aria-rowindex": index + 2, "aria-selected": String(index === selected), onClick: (event) => !event.target.closest("a") && open(queue) },
    cell("name", h("a", { class: "strong", href: queueLink(queue.id), tabIndex: -1 }, h(Line, null, queue.name))), cell("mono mut", h(Line, null, whatOf(queue))),
    cell("num", queue.event_ids?.length ? count(queue.event_ids.length) : ""), cell("mut", moment(Date.parse(queue.created_at))));
  return h("main", { class: "view" },
    h("section", { class: "page" }, h("div", { class: "rowx lead" }, h("h1", null, "Review"), h("span", { class: "grow" }), h("button", { class: "btn", type: "button", onClick: () => setQuery({ edit: "new" }) }, "New queue ", h("kbd", null, "n")))),
    !queues ? (error ? h(LoadProblem, { error, what: "Queues", onRetry: () => load() }) : h(Skeleton))
      : h("div", { class: "split" },
        queues.length ? h(VirtualRows, {
          role: "grid", label: "Queues", class: "grid", count: queues.length, rowHeight: ROW, columns: COLUMNS, handle: grid, initialTop: state.top, active: selected, onScroll: (top) => remember({ top }), activeId: "q-" + queues[selected]?.id,
          header: h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 }, ["Queue", "Events that", "Picked", "Created"].map((label) => h("span", { key: label, role: "columnheader", class: label === "Picked" ? "num" : "" }, label))), row: (index) => row(queues[index], index),
        }) : h(Empty, { title: "No review queues yet" }, h("p", { class: "mut" }, "A queue is a filter or a pick of events, and a question that a person answers for each of them.")),
        query.edit === "new" && h(QueueForm, { rubrics, onDone: (queue) => navigate(queueLink(queue.id)) })),
    h(StatusBar, { live: false }, h("span", null, counted(queues?.length ?? 0, "queue"))));
}

function whatOf(queue) {
  const filters = (queue.filters?.filterArray ?? []).map(writeFilter).join("  ");
  return filters || (queue.event_ids?.length ? "were picked" : "exist");
}

const QUESTIONS = [["scale", "a scale of 1 to 5"], ["boolean", "yes or no"]];

/** A new queue, with a question that exists already or a new one. */
function QueueForm({ rubrics, onDone }) {
  const [draft, setDraft] = useState({ name: "", filter: "event_type is model", rubric: rubrics[0]?.name ?? "", question: "", kind: "scale" });
  const [state, setState] = useState({ busy: false, error: null });
  const { filters, words, faults } = parseFilter(draft.filter);
  const fault = faults[0]?.reason ?? (words.length ? `“${words[0]}” is no filter: write field operator value` : null);
  const set = (name) => (event) => setDraft({ ...draft, [name]: event.target.value });
  const create = async (event) => {
    event.preventDefault();
    setState({ busy: true, error: null });
    try {
      let rubric = draft.rubric;
      if (!rubric) {
        rubric = draft.question.trim();
        await createMetric({ name: rubric, type: "HUMAN", criteria: draft.question, description: "", ...(draft.kind === "boolean" ? { return_type: "boolean" } : { return_type: "float", scale: 5 }) });
      }
      onDone(await createQueue({ name: draft.name, description: rubric, filters: { filterArray: wireFilters(filters) } }));
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return h("aside", { class: "pane", "aria-label": "New queue" }, h("header", null, h("b", { class: "lead" }, "New queue")),
    h("form", { class: "scroll body form", onSubmit: create },
      h("label", { class: "line" }, "Name", h("input", { class: "inline", required: true, maxLength: 200, value: draft.name, onInput: set("name") })),
      h("label", { class: "line" }, "Events that", h("input", { class: "inline", spellcheck: false, value: draft.filter, "aria-invalid": fault ? "true" : undefined, onInput: set("filter") })), fault && h("p", { class: "bad", role: "alert" }, "! " + fault),
      h("label", { class: "line" }, "Question", h("select", { value: draft.rubric, onChange: set("rubric") }, rubrics.map((rubric) => h("option", { key: rubric.id, value: rubric.name }, readable(rubric.name))), h("option", { value: "" }, "a new one"))),
      !draft.rubric && [h("label", { class: "line" }, "The new question", h("input", { class: "inline", required: true, maxLength: 200, placeholder: "helpful", value: draft.question, onInput: set("question") })),
        h("label", { class: "line" }, "answered by", h("select", { value: draft.kind, onChange: set("kind") }, QUESTIONS.map(([value, label]) => h("option", { key: value, value }, label))))],
      state.error && h("p", { class: "bad", role: "alert" }, `! Not created: ${state.error.message}`), h("div", { class: "rowx" }, h("button", { class: "btn", type: "submit", disabled: state.busy || Boolean(fault) }, "Create"))));
}
