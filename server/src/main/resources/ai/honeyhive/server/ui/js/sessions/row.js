import { h } from "preact";
import { StatusMark } from "../components/badges.js";
import { cost, count, duration, isNumber, score, tokens } from "../format.js";
import { memo } from "../memo.js";
import { sessionLink } from "../router.js";
import { Line, oneLine } from "../text.js";
import { clock, iso } from "../time.js";
import { Shape } from "./shape.js";

/** Widths of the columns; the name takes what is left. */
export const COLUMNS = "var(--c-start) 26px minmax(160px, 1fr) 158px 86px 66px var(--c-tokens) 86px var(--c-scores)";

export function SessionHead({ news, onReveal }) {
  const cell = (name, label, props) => h("span", { role: "columnheader", class: name, ...props }, label);
  return h("div", { class: "tr hd", role: "row", "aria-rowindex": 1 },
    cell("strong", "Started ↓", { "aria-sort": "descending" }), cell("", h("span", { class: "sr" }, "Status")), cell("with-news", ["Session · first input", news > 0 && h("button", { type: "button", class: "news", onClick: onReveal }, `${count(news)} new`, h("kbd", null, "."))]),
    cell("", ["Shape ", h("span", { class: "dim" }, "model over tool")], { title: "Each session at its own scale. Upper lane: model. Lower lane: tool. Red tick: error" }),
    cell("num", "Duration"), cell("num", "Events"), cell("num", "Tokens in / out"), cell("num", "Cost"), cell("", "Scores"));
}

export const SessionRow = memo(({ row, index, selected, slow, q, status, onOpen }) => {
  const href = sessionLink(row.session_id, { q, status });
  const open = (event) => {
    if (event.target.closest("a") || String(getSelection()).length) return;
    if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener");
    else onOpen(row);
  };
  const cell = (name, content, title) => h("span", { role: "gridcell", class: name, title }, content);
  return h("div", { class: "tr row", role: "row", id: "s-" + row.session_id, "aria-rowindex": index + 2, "aria-selected": String(selected), onClick: open },
    cell("mono mut", clock(row.start_time), iso(row.start_time)),
    cell("mark", h(StatusMark, { status: row.status })),
    cell("name", [
      h("a", { href, class: "strong", tabIndex: -1 }, h(Line, null, row.session_name || "unnamed")),
      row.error && h("span", { class: "bad" }, h(Line, null, row.error), row.preview ? " ·" : ""),
      row.preview && h("span", { class: "mut" }, h("bdi", null, h(Line, null, row.preview))),
    ], [row.error, row.preview].filter(Boolean).map(oneLine).join("\n") || undefined),
    cell("", h(Shape, { row })),
    cell("num", h(Meter, { row, slow })),
    cell("num", count(row.num_events)),
    cell("num mut", isNumber(row.prompt_tokens) || isNumber(row.completion_tokens)
      ? `${tokens(row.prompt_tokens)} / ${tokens(row.completion_tokens)}` : tokens(row.total_tokens)),
    cell("num", cost(row.cost)),
    h(Scores, { row }));
});

/** The duration over a thin line that fills at the loaded sessions' 95th percentile, and warns beyond it. */
function Meter({ row, slow }) {
  if (row.status === "running") return h("span", { class: "mut" }, "running");
  const hot = slow > 0 && row.duration > slow;
  const share = slow > 0 ? Math.min(100, Math.max(0, (row.duration / slow) * 100)) : 0;
  return h("span", { class: "meter" + (hot ? " hot" : ""), style: { "--v": share + "%" }, title: hot ? "Slower than 95 % of the loaded sessions" : undefined }, duration(row.duration));
}

function Scores({ row }) {
  const rating = row.feedback?.rating;
  const names = Object.keys(row.metrics ?? {});
  const all = [...(isNumber(rating) ? ["rating " + score(rating)] : []), ...names.map((name) => name + " " + score(row.metrics[name]))];
  return h("span", { role: "gridcell", class: "scores", title: all.join("\n") || undefined },
    isNumber(rating) && h("span", { class: "mut" }, "★" + score(rating)),
    names.map((name) => h("span", { key: name }, h("span", { class: "dim" }, h(Line, null, name)), " ", score(row.metrics[name]))));
}
