import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../components/icons.js";
import { LongText } from "../components/long-text.js";
import { cost, duration, isNumber, score } from "../format.js";
import { sessionLink } from "../router.js";
import { Fields } from "../session/fields.js";
import { Line, preview } from "../text.js";
import { ChangedText } from "./changed-text.js";
import { Change, Tag } from "./table.js";

/** One datapoint in full: what went in, what was expected, what both runs made of it, and why they scored so. */
export function CompareDetail({ row, metric, mode, runs, onClose }) {
  const body = useRef(null);
  useEffect(() => { body.current.scrollTop = 0; }, [row.datapoint_id]);
  const first = row.baseline[0] ?? row.candidate[0];
  const section = (title, content) => h("section", { class: "sec" }, h("h2", null, h("span", null, title)), h("div", { class: "in" }, content));
  const names = [...new Set([...row.baseline, ...row.candidate].flatMap((side) => Object.keys(side.scores)))];
  const repeats = Math.max(row.baseline.length, row.candidate.length);
  return h("aside", { class: "pane", "aria-label": "Datapoint in full" },
    h("header", null,
      h("div", { class: "rowx" }, h("b", { class: "lead" }, "Row " + row.number), h("span", { class: "mono dim grow cut" }, h(Line, null, row.datapoint_id)),
        h("button", { type: "button", class: "btn quiet icon", "aria-label": "Close", title: "Close (Enter)", onClick: onClose }, h(Icon, { name: "close" }))),
      h("div", { class: "facts" }, h("span", null, h(Line, null, metric.metric), " ", h(Change, { row, metric })), repeats > 1 && h("span", null, `${repeats} repeats, the first is shown`))),
    h("div", { ref: body, class: "scroll body", tabIndex: 0, role: "region", "aria-label": "Datapoint data", "data-scrolls": true },
      section("Input", h(Any, { value: first.inputs, path: "inputs" })),
      first.ground_truth !== undefined && section("Expected", h(Any, { value: first.ground_truth, path: "truth" })),
      h(Side, { side: "A", row: row.baseline[0], run: runs[0] }, row.baseline[0] && h(LongText, { text: whole(row.baseline[0]) })),
      h(Side, { side: "B", row: row.candidate[0], run: runs[1] }, row.candidate[0] && h(Changed, { before: row.baseline[0] ? whole(row.baseline[0]) : null, after: whole(row.candidate[0]), mode })),
      names.length > 0 && section("Scores", h("table", { class: "scores-of" }, h("thead", null, h("tr", null, h("th", { scope: "col" }, "metric"), h("th", { scope: "col", class: "num" }, h(Tag, { side: "A" })), h("th", { scope: "col", class: "num" }, h(Tag, { side: "B" })), h("th", { scope: "col" }, "why"))),
        h("tbody", null, names.map((name) => h("tr", { key: name }, h("th", { scope: "row", class: "mono" }, h(Line, null, name)), h("td", { class: "num" }, score(row.baseline[0]?.scores[name])), h("td", { class: "num" }, score(row.candidate[0]?.scores[name])),
          h("td", { class: "mut" }, h(Why, { row, name })))))))));
}

function Side({ side, row, run, children }) {
  return h("section", { class: "sec" },
    h("h2", null, h("span", { class: "rowx" }, h(Tag, { side }), side === "A" ? "Baseline" : "Candidate",
      row && h("small", { class: "dim" }, [duration(row.duration), isNumber(row.cost) && cost(row.cost)].filter(Boolean).join(" · "))),
    row && h("a", { class: "link", href: sessionLink(row.session_id, { run }) }, "open session")),
    h("div", { class: "in" }, row ? [row.error && h("div", { class: "errbox" }, h(LongText, { text: String(row.error) })), children] : h("span", { class: "dim" }, "This run was not asked.")));
}

/** What changed is shown whole, however long it is; what did not, as far as anybody reads. */
function Changed({ before, after, mode }) {
  if (mode === "off" || before === null || before === after) return h(LongText, { text: after });
  return h("div", { class: "tx" }, h(ChangedText, { before, after, mode }));
}

function Why({ row, name }) {
  const why = (side) => side[0]?.metrics?.[name + "_explanation"];
  return [["A", why(row.baseline)], ["B", why(row.candidate)]].filter(([, text]) => text).map(([side, text]) => h("div", { key: side }, h(Tag, { side }), " ", h(LongText, { text: String(text) })));
}

function Any({ value, path }) {
  return value !== null && typeof value === "object" ? h(Fields, { value, path }) : h(LongText, { text: String(value) });
}

/** The output as text: what stands alone as it is, anything else as JSON. */
function whole(row) {
  let value = row.outputs;
  for (let i = 0; i < 4 && value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 1; i++) value = Object.values(value)[0];
  if (value === null || value === undefined || (typeof value === "object" && !Object.keys(value).length)) return row.failed ? "" : preview(row.outputs);
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}
