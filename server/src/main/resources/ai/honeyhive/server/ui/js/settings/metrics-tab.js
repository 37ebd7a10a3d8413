import { h } from "preact";
import { useState } from "preact/hooks";
import { backfillMetric, createMetric, deleteMetric, listMetrics, updateMetric } from "../api.js";
import { Empty } from "../components/states.js";
import { counted } from "../format.js";
import { setQuery, useRoute } from "../router.js";
import { Line } from "../text.js";
import { Part, useLoaded } from "./loaded.js";
import { MetricEditor } from "./metric-editor.js";

const KINDS = { PYTHON: "rule", LLM: "judge", HUMAN: "people", COMPOSITE: "composite" };
const FRESH = { name: "", type: "PYTHON", criteria: '{"kind": "contains", "of": "outputs", "any": ["["]}', return_type: "boolean", description: "", enabled_in_prod: true, sampling_percentage: 100, filters: { filterArray: [] } };

/** What scores events as they arrive: rules, judges and what people say. */
export function MetricsTab() {
  const { query } = useRoute();
  const loaded = useLoaded((signal) => listMetrics({}, signal));
  const [said, setSaid] = useState({ text: "", fault: false });
  const edited = query.edit === "new" ? FRESH : loaded.body?.find((metric) => metric.id === query.edit);
  const done = async (action, text) => {
    await action();
    setSaid({ text, fault: false });
    setQuery({ edit: "" });
    loaded.again();
  };
  const backfill = async (metric) => {
    try {
      const { queued } = await backfillMetric(metric.id, 1000);
      setSaid({ text: `${metric.name} is being computed for ${counted(queued, "stored event")}.`, fault: false });
    } catch (failure) {
      setSaid({ text: `${metric.name} was not computed: ${failure.message}`, fault: true });
    }
  };
  const aside = edited && h(MetricEditor, {
    key: query.edit, metric: edited, onClose: () => setQuery({ edit: "" }),
    onSave: (metric) => done(() => (edited.id ? updateMetric(edited.id, metric) : createMetric(metric)), `${metric.name} is saved.`),
    onDelete: edited.id ? () => done(() => deleteMetric(edited.id), `${edited.name} is gone; what it scored stays.`) : null,
  });
  return h(Part, { loaded, what: "Metrics", aside }, loaded.body && h("section", null,
    h("div", { class: "rowx" }, h("h2", { class: "grow" }, counted(loaded.body.length, "metric")), h("button", { class: "btn", type: "button", onClick: () => setQuery({ edit: "new" }) }, "New metric ", h("kbd", null, "n"))),
    said.text && h("p", { role: "status", class: said.fault ? "bad" : "mut" }, h(Line, null, (said.fault ? "! " : "") + said.text)),
    !loaded.body.length ? h(Empty, { title: "No metrics yet" }, h("p", { class: "mut" }, "A rule needs no program and no model. Try it on recent events before it is saved.")) : h("table", { class: "plain" },
      h("thead", null, h("tr", null, ["Name", "Kind", "Gives", "Share", "State", ""].map((label) => h("th", { key: label }, label || h("span", { class: "sr" }, "Actions"))))),
      h("tbody", null, loaded.body.map((metric) => h("tr", { key: metric.id }, h("td", { class: "wrap" }, h("b", null, h(Line, null, metric.name)), metric.description && h("span", { class: "dim" }, " ", h(Line, null, metric.description))),
        h("td", null, KINDS[metric.type] ?? metric.type), h("td", null, metric.return_type), h("td", null, metric.type === "HUMAN" ? "" : `${metric.sampling_percentage ?? 100} %`), h("td", { class: "wrap" }, h(State, { metric })),
        h("td", null, h("span", { class: "rowx" }, h("button", { class: "btn quiet", type: "button", "aria-label": "Edit " + metric.name, onClick: () => setQuery({ edit: metric.id }) }, "Edit"),
          metric.runs_on_server && h("button", { class: "btn quiet", type: "button", "aria-label": `Compute ${metric.name} for the latest 1,000 stored events`, onClick: () => backfill(metric) }, "Compute for stored")))))))));
}

function State({ metric }) {
  if (metric.type === "HUMAN") return h("span", { class: "mut" }, "given by people");
  if (!metric.runs_on_server) return h("span", { class: "warn" }, "▲ ", h(Line, null, metric.not_run_because));
  return metric.enabled_in_prod ? h("span", { class: "good" }, "✓ scores as events arrive") : h("span", { class: "mut" }, "off");
}
