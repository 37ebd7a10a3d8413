import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { findEvents, tryMetric } from "../api.js";
import { counted, score } from "../format.js";
import { link } from "../router.js";
import { Line, preview } from "../text.js";

const EVENTS = 10;

/** What a definition gives for the newest events that its filters hold for. Nothing is stored. */
export function Trial({ metric, filters, disabled }) {
  const [{ rows, busy, error }, setState] = useState({ rows: null, busy: false, error: null });
  const running = useRef(null);
  useEffect(() => () => running.current?.abort(), []);
  const attempt = async () => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ rows: null, busy: true, error: null });
    try {
      const events = await findEvents(filters, EVENTS, abort.signal);
      const tried = [];
      for (const event of events) tried.push({ event, answer: await tryMetric(metric, { event_id: event.event_id }, abort.signal) }); // one by one: a judge is paid for
      setState({ rows: tried, busy: false, error: null });
    } catch (failure) {
      if (failure.name !== "AbortError") setState({ rows: null, busy: false, error: failure });
    }
  };
  const given = rows?.filter((row) => row.answer.success).length;
  return h("section", { class: "trial", "aria-label": "Try it" },
    h("div", { class: "rowx" }, h("button", { class: "btn", type: "button", disabled: disabled || busy, onClick: attempt }, "Try on recent events"), h("span", { class: "dim", role: "status" }, busy ? "trying" : rows ? `${given} of ${counted(rows.length, "event")} scored` : "nothing is stored by it")),
    error && h("p", { class: "bad", role: "alert" }, "! " + error.message),
    rows?.length === 0 && h("p", { class: "mut" }, "No stored event matches the filter."),
    rows?.length > 0 && h("table", { class: "plain" }, h("thead", null, h("tr", null, h("th", null, "Event"), h("th", null, "Output"), h("th", null, "Score"))),
      h("tbody", null, rows.map(({ event, answer }) => h("tr", { key: event.event_id }, h("td", null, h("a", { class: "link", href: link("/events/" + encodeURIComponent(event.event_id)) }, h(Line, null, event.event_name))), h("td", null, h(Line, null, preview(event.outputs))),
        h("td", { title: answer.explanation ?? undefined }, answer.success ? h("b", null, score(answer.result)) : h("span", { class: "mut" }, "not scored: ", h(Line, null, answer.explanation ?? "nothing to look at"))))))));
}
