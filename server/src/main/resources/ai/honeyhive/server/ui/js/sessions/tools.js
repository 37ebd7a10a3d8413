import { h } from "preact";
import { useState } from "preact/hooks";
import { cost, count, duration, percent, tokens } from "../format.js";
import { setQuery } from "../router.js";
import { createStore, settings, useStore } from "../store.js";
import { save, toCsv } from "../datasets/files.js";
import { Line } from "../text.js";
import { moment } from "../time.js";
import { RANGES, RANGE_NAMES } from "./criteria.js";

/** What is always offered, and what somebody saved at this browser. */
const GIVEN = [
  { name: "All", q: "", status: "" }, { name: "Errors", q: "", status: "error" }, { name: "Running", q: "", status: "running" }, { name: "Slow", q: "duration > 5 s", status: "" }, { name: "Costly", q: "cost > 0.05", status: "" },
];
const saved = createStore(readSaved());

function readSaved() {
  try {
    return JSON.parse(settings.get("views") ?? "[]");
  } catch {
    return []; // written by somebody else
  }
}

function keep(views) {
  settings.set("views", views.length ? JSON.stringify(views) : null);
  saved.set(views);
}

/** Filters with a name: those everybody has, and one's own. */
export function Views({ query, counts }) {
  const own = useStore(saved);
  const [naming, setNaming] = useState(null);
  const same = (view) => (query.q ?? "") === view.q && (query.status ?? "") === view.status;
  const some = (query.q || query.status) && ![...GIVEN, ...own].some(same);
  const number = (view) => (view.status ? counts?.find(({ value }) => value === view.status)?.count : undefined);
  const add = (event) => {
    event.preventDefault();
    if (naming.trim()) keep([...own, { name: naming.trim(), q: query.q ?? "", status: query.status ?? "" }]);
    setNaming(null);
  };
  return [
    h("div", { class: "seg", role: "group", "aria-label": "Status" }, [...GIVEN, ...own].map((view) => h("button", {
      key: view.name, type: "button", "aria-pressed": String(same(view)), title: [view.status && "status is " + view.status, view.q].filter(Boolean).join("  ") || undefined, onClick: () => setQuery({ q: view.q, status: view.status }),
    }, h("span", { class: "cut" }, h(Line, null, view.name)), number(view) > 0 && h("span", { class: "dim" }, count(number(view)))))),
    own.some(same) && h("button", { class: "btn quiet", type: "button", onClick: () => keep(own.filter((view) => !same(view))) }, "Forget view"),
    some && (naming === null ? h("button", { class: "btn quiet", type: "button", onClick: () => setNaming("") }, "Save view")
      : h("form", { class: "rowx", onSubmit: add }, h("input", { class: "inline", "aria-label": "Name of the view", placeholder: "name of the view", ref: (element) => element?.focus(), onInput: (event) => setNaming(event.target.value), onBlur: () => setNaming(null) }))),
  ];
}

export function Range({ range }) {
  const own = range && !RANGES[range];
  return h("select", { "aria-label": "Range", value: range ?? "", onChange: (event) => setQuery({ range: event.target.value }) },
    Object.keys(RANGE_NAMES).map((each) => h("option", { key: each, value: each }, RANGE_NAMES[each])),
    own && h("option", { value: range }, range.split("..").map((each) => (each ? moment(Date.parse(each)) : "")).join(" to ")));
}

export function Stats({ overview }) {
  const stat = (label, value, small) => h("div", { class: "stat" }, h("dt", null, label), h("dd", null, value, small && h("small", null, " " + small)));
  return h("dl", { class: "stats", title: overview.complete ? "All sessions that match" : "The newest sessions that match" },
    stat("sessions", count(overview.sessions) + (overview.complete ? "" : "+")), stat("with errors", count(overview.errors), percent(overview.errors, overview.sessions)),
    stat("p50 / p95", [duration(overview.duration_p50), h("small", null, " / "), duration(overview.duration_p95)]), stat("tokens", tokens(overview.total_tokens)), stat("cost", cost(overview.cost)));
}

const CSV = ["session_id", "session_name", "source", "start_time", "end_time", "duration", "status", "error", "num_events", "num_errors", "prompt_tokens", "completion_tokens", "total_tokens", "cost", "user_id", "run_id", "preview"];

/** Files of the rows that are loaded. */
export function Export({ rows }) {
  const metrics = () => [...new Set(rows.flatMap((row) => Object.keys(row.metrics ?? {})))];
  const csv = async () => {
    const names = metrics();
    save("sessions.csv", await toCsv([...CSV, ...names], rows.map((row) => [...CSV.map((name) => row[name]), ...names.map((name) => row.metrics?.[name])])), "text/csv");
  };
  const lines = () => save("sessions.jsonl", rows.map(({ shape, page, ...row }) => JSON.stringify(row)).join("\n") + "\n", "application/x-ndjson");
  return [
    h("button", { class: "btn quiet", type: "button", disabled: !rows.length, title: `The ${count(rows.length)} sessions loaded, as JSON lines`, onClick: lines }, "JSONL"),
    h("button", { class: "btn quiet", type: "button", disabled: !rows.length, title: `The ${count(rows.length)} sessions loaded, as CSV`, onClick: csv }, "CSV"),
  ];
}
