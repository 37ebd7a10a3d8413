import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { getEventFlat } from "../api.js";
import { StatusMark } from "../components/badges.js";
import { Icon } from "../components/icons.js";
import { Skeleton } from "../components/states.js";
import { cost, count, duration, tokens } from "../format.js";
import { buildTrace } from "../session/model.js";
import { sectionsOf } from "../session/sections.js";
import { Line } from "../text.js";
import { Shape } from "./shape.js";

/** A session at a glance beside the list; the frame is there at once, what was said fills in. */
export function Peek({ row, href, onClose }) {
  const [event, setEvent] = useState(null);
  const [error, setError] = useState(null);
  const body = useRef(null);
  useEffect(() => {
    const abort = new AbortController();
    setEvent(null);
    setError(null);
    getEventFlat(row.session_id, abort.signal).then(setEvent, (failure) => failure.name !== "AbortError" && setError(failure));
    if (body.current) body.current.scrollTop = 0;
    return () => abort.abort();
  }, [row.session_id, row.updated_at]);
  const trace = event && buildTrace([event], event.event_id);
  return h("aside", { class: "pane", "aria-label": "Session at a glance" },
    h("header", null,
      h("div", { class: "rowx" }, h(StatusMark, { status: row.status }), h("b", { class: "lead grow cut" }, h(Line, null, row.session_name || "unnamed")), h("a", { class: "btn", href }, "Open ", h("kbd", null, "↵")),
        h("button", { class: "btn quiet icon", type: "button", onClick: onClose, "aria-label": "Close", title: "Close (Space)" }, h(Icon, { name: "close" }))),
      h("div", { class: "facts" }, h("span", null, h("b", null, row.status === "running" ? "running" : duration(row.duration))), h("span", null, h("b", null, count(row.num_events)), " events"), h("span", null, h("b", null, tokens(row.total_tokens)), " tokens"), h("span", null, "cost ", h("b", null, cost(row.cost)))),
      h(Shape, { row })),
    h("div", { ref: body, class: "scroll body", tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": "What was said" },
      row.error && h("div", { class: "errbox" }, h(Line, null, row.error)),
      error ? h("p", { class: "bad inset" }, `! ${error.message}`) : !trace ? h(Skeleton, { rows: 4 })
        : sectionsOf(trace.root, trace, () => {}).filter(({ id }) => id !== "timing" && id !== "error").map(({ id, title, size, tools, content }) => h("section", { key: id, class: "sec " + id }, h("h2", null, h("span", null, title, size > 1 && h("span", { class: "dim" }, " " + size)), tools), h("div", { class: "in", key: row.session_id }, content)))));
}
