import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { StatusMark } from "../components/badges.js";
import { Icon } from "../components/icons.js";
import { LongText } from "../components/long-text.js";
import { cost, duration, isNumber, tokens } from "../format.js";
import { Fields, Metrics } from "../session/fields.js";
import { Line } from "../text.js";
import { rowLink } from "./table.js";

/** One row in full beside the table: what went in, what came out, what was expected, what it scored and why. */
export function Peek({ row, run, onClose }) {
  const body = useRef(null);
  useEffect(() => { body.current.scrollTop = 0; }, [row.session_id]);
  const section = (title, content) => h("section", { class: "sec" }, h("h2", null, h("span", null, title)), h("div", { class: "in" }, content));
  return h("aside", { class: "pane", "aria-label": "Row in full" },
    h("header", null,
      h("div", { class: "rowx" }, h(StatusMark, { status: row.status }), h("b", { class: "lead" }, "Row " + row.number), h("span", { class: "mono dim grow cut" }, h(Line, null, row.datapoint_id ?? "")),
        h("a", { class: "btn", href: rowLink(row, run) }, "Open session ", h("kbd", null, "↵")),
        h("button", { type: "button", class: "btn quiet icon", "aria-label": "Close", title: "Close (Space)", onClick: onClose }, h(Icon, { name: "close" }))),
      h("div", { class: "facts" }, h("span", null, h("b", null, row.status === "running" ? "running" : duration(row.duration))),
        isNumber(row.total_tokens) && h("span", null, h("b", null, tokens(row.total_tokens)), " tokens"), isNumber(row.cost) && h("span", null, h("b", null, cost(row.cost))))),
    h("div", { ref: body, class: "scroll body", tabIndex: 0, role: "region", "aria-label": "Row data", "data-scrolls": true, key: row.session_id },
      row.error && h("div", { class: "errbox" }, h(LongText, { text: String(row.error) })),
      filled(row.inputs) && section("Input", h(Any, { value: row.inputs, path: "inputs" })),
      filled(row.outputs) && section("Output", h(Any, { value: row.outputs, path: "outputs" })),
      filled(row.ground_truth) && section("Ground truth", h(Any, { value: row.ground_truth, path: "truth" })),
      filled(row.metrics) && section("Metrics", h(Metrics, { metrics: row.metrics }))));
}

function Any({ value, path }) {
  return value !== null && typeof value === "object" ? h(Fields, { value, path }) : h(LongText, { text: String(value) });
}

function filled(value) {
  return value !== null && value !== undefined && value !== "" && (typeof value !== "object" || Object.keys(value).length > 0);
}
