import { h } from "preact";
import { StatusMark } from "../components/badges.js";
import { cost, count, duration, isNumber, score, tokens } from "../format.js";
import { memo } from "../memo.js";
import { sessionLink } from "../router.js";
import { line, oneLine } from "../text.js";
import { clock, iso } from "../time.js";
import { Shape } from "./shape.js";

const NUMBERS = new Set(["duration", "events", "tokens", "cost"]);

export function SessionHead({ columns, news, onReveal }) {
  const cell = (name, label, props) => h("span", { role: "columnheader", class: name, ...props }, label);
  return h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 },
    cell("", h("span", { class: "sr" }, "Selected")), cell("strong", "Started ↓", { "aria-sort": "descending" }), cell("", h("span", { class: "sr" }, "Status")), cell("with-news", ["Session · first input", news > 0 && h("button", { type: "button", class: "news", onClick: onReveal }, `${count(news)} new`, h("kbd", null, "."))]),
    columns.map(({ id, label }) => (id === "shape"
      ? cell("", ["Shape ", h("span", { class: "dim" }, "model over tool")], { key: id, title: "Each session at its own scale. Upper lane: model. Lower lane: tool. Red tick: error" })
      : cell(NUMBERS.has(id) ? "num" : "", id === "tokens" ? "Tokens in / out" : label, { key: id }))));
}

export const SessionRow = memo(({ row, columns, index, selected, picked, slow, context, onOpen, onPick }) => {
  const href = sessionLink(row.session_id, context);
  const open = (event) => {
    if (event.target.closest("a, .pick") || String(getSelection()).length) return;
    if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener");
    else onOpen(row);
  };
  const cell = (name, content, title, key) => h("span", { key, role: "gridcell", class: name, title }, content);
  const cells = {
    shape: () => cell("", h(Shape, { row }), undefined, "shape"),
    duration: () => cell("num", h(Meter, { row, slow }), undefined, "duration"),
    events: () => cell("num", count(row.num_events), undefined, "events"),
    tokens: () => cell("num mut", isNumber(row.prompt_tokens) || isNumber(row.completion_tokens) ? `${tokens(row.prompt_tokens)} / ${tokens(row.completion_tokens)}` : tokens(row.total_tokens), undefined, "tokens"),
    cost: () => cell("num", cost(row.cost), undefined, "cost"),
    scores: () => h(Scores, { key: "scores", row }),
    user: () => cell("mono mut", line(row.user_id ?? ""), undefined, "user"),
    source: () => cell("mut", line(row.source ?? ""), undefined, "source"),
  };
  return h("div", { class: picked ? "tr row picked" : "tr row", role: "row", id: "s-" + row.session_id, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: open },
    h("span", { role: "gridcell", class: "mark pick", onClick: (event) => onPick(row, event.shiftKey) },
      h("input", { type: "checkbox", class: "check", tabIndex: -1, checked: picked, "aria-label": `Select ${oneLine(row.session_name || row.session_id)}` })),
    cell("mono mut", clock(row.start_time), iso(row.start_time)),
    cell("mark", h(StatusMark, { status: row.status })),
    cell("name", [
      h("a", { href, class: "strong", tabIndex: -1 }, line(row.session_name || "unnamed")),
      row.error && h("span", { class: "bad" }, line(row.error), row.preview ? " ·" : ""),
      row.preview && h("span", { class: "mut" }, h("bdi", null, line(row.preview))),
    ], [row.error, row.preview].filter(Boolean).map(oneLine).join("\n") || undefined),
    columns.map(({ id }) => cells[id]()));
});

/** The duration over a thin line that fills at the matching sessions' 95th percentile, and warns beyond it. */
function Meter({ row, slow }) {
  if (row.status === "running") return h("span", { class: "mut" }, "running");
  const hot = slow > 0 && row.duration > slow;
  const share = slow > 0 ? Math.min(100, Math.max(0, (row.duration / slow) * 100)) : 0;
  return h("span", { class: "meter" + (hot ? " hot" : ""), style: { "--v": share + "%" }, title: hot ? "Slower than 95 % of the sessions that match" : undefined }, duration(row.duration));
}

function Scores({ row }) {
  const rating = row.feedback?.rating;
  const names = Object.keys(row.metrics ?? {});
  const all = [...(isNumber(rating) ? ["rating " + score(rating)] : []), ...names.map((name) => name + " " + score(row.metrics[name]))];
  return h("span", { role: "gridcell", class: "scores", title: all.join("\n") || undefined },
    isNumber(rating) && h("span", { class: "mut" }, "★" + score(rating)),
    names.map((name) => h("span", { key: name }, h("span", { class: "dim" }, line(name)), " ", score(row.metrics[name]))));
}
