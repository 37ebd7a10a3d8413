import { h } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../components/icons.js";
import { parseFilter, wireFilters, writeFilter } from "../filter/parse.js";
import { Trial } from "./trial.js";

const TYPES = [["PYTHON", "rule"], ["LLM", "judge"], ["HUMAN", "people"]];
const RETURNS = ["boolean", "float", "string", "categorical"];
const SAYS = { PYTHON: "Rule, as JSON", LLM: "Prompt; {{inputs}} and {{outputs}} stand for what the event has", HUMAN: "What people are asked" };

/** A definition of a metric, with a try on recent events before it is saved. */
export function MetricEditor({ metric, onSave, onDelete, onClose }) {
  const [draft, setDraft] = useState(metric);
  const [text, setText] = useState((metric.filters?.filterArray ?? []).map(writeFilter).join(" "));
  const [state, setState] = useState({ busy: false, error: null });
  const { filters, words, faults } = parseFilter(text);
  const fault = faults[0]?.reason ?? (words.length ? `“${words[0]}” is no filter: write field operator value` : null) ?? faultOfRule(draft);
  const filterArray = wireFilters(filters);
  const whole = {
    name: draft.name, type: draft.type, criteria: draft.criteria, return_type: draft.return_type, description: draft.description ?? "",
    enabled_in_prod: draft.enabled_in_prod, sampling_percentage: Number(draft.sampling_percentage ?? 100), filters: { filterArray },
  };
  const act = async (action) => {
    setState({ busy: true, error: null });
    try {
      await action(whole);
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const change = (name) => (event) => setDraft({ ...draft, [name]: event.target.value });
  const choose = (name, label, options) => h("label", { class: "line" }, label, h("select", { value: draft[name], onChange: change(name) }, options.map(([value, says]) => h("option", { key: value, value }, says ?? value))));
  return h("aside", { class: "pane", "aria-label": "Edit the metric" },
    h("header", null, h("div", { class: "rowx" }, h("b", { class: "lead grow" }, metric.name || "New metric"), h("button", { class: "btn quiet icon", type: "button", onClick: onClose, "aria-label": "Close", title: "Close (Esc)" }, h(Icon, { name: "close" })))),
    h("form", { class: "scroll body form", onSubmit: (event) => { event.preventDefault(); act(onSave); } },
      h("label", { class: "line" }, "Name", h("input", { class: "inline", required: true, maxLength: 200, value: draft.name, onInput: change("name") })),
      h("label", { class: "line" }, "Description", h("input", { class: "inline", value: draft.description ?? "", onInput: change("description") })),
      choose("type", "Kind", draft.type === "COMPOSITE" ? [...TYPES, ["COMPOSITE", "composite"]] : TYPES), choose("return_type", "Gives", RETURNS.map((each) => [each])),
      h("label", { class: "line" }, SAYS[draft.type] ?? "Criteria", h("textarea", { class: "mono", rows: 6, required: true, spellcheck: false, value: draft.criteria, onInput: change("criteria") })),
      h("label", { class: "line" }, "Of events that", h("input", { class: "inline", spellcheck: false, value: text, placeholder: "event_name is answer", "aria-invalid": fault ? "true" : undefined, onInput: (event) => setText(event.target.value) })),
      h("label", { class: "line" }, "Share of them, in percent", h("input", { class: "inline", type: "number", min: 0, max: 100, value: draft.sampling_percentage ?? 100, onInput: change("sampling_percentage") })),
      h("label", { class: "rowx" }, h("input", { class: "check", type: "checkbox", checked: Boolean(draft.enabled_in_prod), onChange: (event) => setDraft({ ...draft, enabled_in_prod: event.target.checked }) }), "Score events as they arrive"),
      fault && h("p", { class: "bad", role: "alert" }, "! " + fault), state.error && h("p", { class: "bad", role: "alert" }, `! Not saved: ${state.error.message}`),
      draft.type !== "HUMAN" && h(Trial, { metric: { ...whole, name: whole.name || "tried" }, filters: filterArray, disabled: Boolean(fault) }),
      h("div", { class: "rowx" }, h("button", { class: "btn", type: "submit", disabled: state.busy || Boolean(fault) }, "Save"), onDelete && h("button", { class: "btn quiet", type: "button", disabled: state.busy, onClick: () => act(onDelete) }, "Delete"))));
}

function faultOfRule({ type, criteria }) {
  if (type !== "PYTHON") return null;
  try {
    JSON.parse(criteria);
    return null;
  } catch (failure) {
    return /^\s*\{/.test(criteria) ? "The rule is not JSON: " + failure.message : null; // a program: kept, not run
  }
}
