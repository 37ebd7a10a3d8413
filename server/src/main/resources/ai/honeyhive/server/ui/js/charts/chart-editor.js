import { h } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../components/icons.js";
import { parseFilter, wireFilters, writeFilter } from "../filter/parse.js";
import { Line, readable } from "../text.js";
import { ChartCard } from "./chart-card.js";
import { BUCKETS, FUNCTIONS, GROUPS, METRICS, RANGES, RANGE_NAMES, filtersOf } from "./definition.js";

/** What a chart shows, with a look at it while it is changed. */
export function ChartEditor({ chart, schema, onSave, onDelete, onClose }) {
  const [draft, setDraft] = useState({ kind: "line", ...chart });
  const [text, setText] = useState(filtersOf(chart).map(writeFilter).join(" "));
  const [table, setTable] = useState(false);
  const [state, setState] = useState({ busy: false, error: null });
  const { filters, words, faults } = parseFilter(text);
  const whole = { ...draft, filters: wireFilters(filters) };
  const act = async (action) => {
    setState({ busy: true, error: null });
    try {
      await action(whole);
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const choose = (name, label, options) => h("label", { class: "line" }, label, h("select", { value: draft[name], onChange: (event) => setDraft({ ...draft, [name]: event.target.value }) }, options.map(([value, says]) => h("option", { key: value, value }, readable(says ?? value)))));
  const metrics = [...METRICS.map(({ value, label }) => [value, label]), ...schema.filter((name) => name.startsWith("metrics.")).map((name) => [name, name.slice(8)])];
  const known = metrics.some(([value]) => value === draft.metric) ? metrics : [...metrics, [draft.metric]];
  const fault = faults[0]?.reason ?? (words.length ? `“${words[0]}” is no filter: write field operator value` : null);
  return h("aside", { class: "pane", "aria-label": "Edit the chart" },
    h("header", null, h("div", { class: "rowx" }, h("b", { class: "lead grow cut" }, h(Line, null, chart.name || "New chart")), h("button", { class: "btn quiet icon", type: "button", onClick: onClose, "aria-label": "Close", title: "Close (Esc)" }, h(Icon, { name: "close" })))),
    h("form", { class: "scroll body form", onSubmit: (event) => { event.preventDefault(); act(onSave); } },
      h("label", { class: "line" }, "Name", h("input", { class: "inline", required: true, maxLength: 200, value: draft.name, onInput: (event) => setDraft({ ...draft, name: event.target.value }) })),
      choose("kind", "Shows", [["line", "over time"], ["histogram", "spread of values"]]), choose("metric", "Metric", known),
      draft.kind === "line" && [choose("func", "Aggregated by", FUNCTIONS.map((each) => [each])), choose("bucketing", "A point every", BUCKETS.map((each) => [each])), choose("groupBy", "Grouped by", GROUPS)],
      choose("range", "Range", Object.keys(RANGES).map((each) => [each, RANGE_NAMES[each]])),
      h("label", { class: "line" }, "Filter", h("input", { class: "inline", spellcheck: false, value: text, placeholder: "event_type is model  duration > 2 s", "aria-invalid": fault ? "true" : undefined, onInput: (event) => setText(event.target.value) })),
      fault && h("p", { class: "bad", role: "alert" }, "! " + fault), state.error && h("p", { class: "bad", role: "alert" }, `! Not saved: ${state.error.message}`),
      h("div", { class: "rowx" }, h("button", { class: "btn", type: "submit", disabled: state.busy || Boolean(fault) }, "Save"), onDelete && h("button", { class: "btn quiet", type: "button", disabled: state.busy, onClick: () => act(onDelete) }, "Delete")),
      !fault && h(ChartCard, { chart: { ...whole, name: draft.name || "How it will look" }, version: 0, table, onTable: () => setTable(!table), onEdit: () => {} })));
}
