import { h } from "preact";
import { useStore } from "../store.js";
import { Line } from "../text.js";
import { forgetStatements, statements } from "./history.js";

/** Questions to begin with. */
const EXAMPLES = [
  ["Slowest model calls of the last hour", "select event_name, model, duration, session_id from events\nwhere event_type = 'model' and start_time > (unixepoch() - 3600) * 1000\norder by duration desc limit 10"],
  ["Cost by model", "select model, count(*) as calls, sum(total_tokens) as tokens, sum(cost) as dollars from events\nwhere event_type = 'model' group by 1 order by 4 desc"],
  ["Errors by hour", "select strftime('%Y-%m-%d %H:00', start_time / 1000, 'unixepoch') as hour, count(*) as events, count(error) as errors from events\ngroup by 1 order by 1"],
  ["Sessions that failed", "select session_id, session_name, error, start_time from sessions\nwhere num_errors > 0 order by start_time desc limit 100"],
  ["Mean of each metric by run", "select run_id, metric_name, avg(value) as mean, count(value) as rows from metrics\nwhere run_id is not null group by 1, 2 order by 1, 2"],
];

/** What can be asked: views with their columns, questions to begin with, and what was asked here before. */
export function Guide({ views, onInsert, onAsk }) {
  const own = useStore(statements);
  const question = (text, label) => h("li", { key: text }, h("button", { class: "more plain-text", type: "button", title: text, onClick: () => onAsk(text) }, h(Line, null, label ?? text)));
  return h("aside", { class: "pane", "aria-label": "What can be asked" },
    h("div", { class: "scroll body sql-guide", tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": "Views, questions and history" },
      own.length > 0 && h("section", null, h("h2", { class: "rowx" }, h("span", { class: "grow" }, "Asked here before"), h("button", { class: "more", type: "button", onClick: forgetStatements }, "Forget them")),
        h("ol", { class: "mono" }, own.map((text) => question(text)))),
      h("section", null, h("h2", null, "To begin with"), h("ul", null, EXAMPLES.map(([label, text]) => question(text, label)))),
      h("section", null, h("h2", null, "Views"),
        h("p", { class: "mut" }, "Times are Unix milliseconds, durations milliseconds, costs US dollars. What is structured is JSON text: metadata ->> '$.tenant'. Truth is 1 or 0, what is not known is null."),
        views.map((view) => h("details", { key: view.name, open: view.name === "events" },
          h("summary", null, h("b", { class: "mono" }, view.name), " ", h("span", { class: "mut" }, view.description)),
          h("div", { class: "columns" }, [view.name, ...view.columns].map((name, i) => h("button", { key: name, class: "btn quiet mono", type: "button", title: i ? "Write this column" : "Write the view's name", onClick: () => onInsert(name) }, name))))))));
}
