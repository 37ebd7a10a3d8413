import { h } from "preact";
import { count } from "../format.js";
import { parseFilter, withFilter, withoutFilter } from "../filter/parse.js";
import { setQuery } from "../router.js";
import { Line } from "../text.js";

const TITLES = { status: "Status", session_name: "Session name", source: "Source", feedback: "Feedback", user_id: "User" };
const ORDER = ["status", "session_name", "source", "feedback", "user_id"];
const FEEDBACK = {
  "rating ≥ 4": { field: "feedback.rating", operator: "greater than", value: "3.99" }, "rating < 4": { field: "feedback.rating", operator: "less than", value: "4" }, none: { field: "feedback.rating", operator: "not exists", value: "" },
};

/** Counts within the current filter; a click on one filters by it, another takes that back. */
export function Facets({ overview, q }) {
  const { filters } = parseFilter(q ?? "");
  return h("aside", { class: "facets", "aria-label": "Facets" }, ORDER.map((name) => {
    const values = overview?.facets[name] ?? [];
    if (!values.length) return null;
    return h("fieldset", { key: name }, h("legend", null, TITLES[name]), values.map(({ value, count: number }) => {
      const filter = name === "feedback" ? FEEDBACK[value] : { field: name, operator: "is", value };
      const active = filters.find((each) => each.field === filter.field && each.operator === filter.operator && each.value === filter.value);
      const toggle = () => setQuery({ q: active ? withoutFilter(q, active) : withFilter(q, filter) });
      return h("label", { key: value }, h("input", { type: "checkbox", class: "check", checked: Boolean(active), onChange: toggle }), h("span", { class: "cut grow" }, h(Line, null, value)), h("span", { class: "dim" }, count(number)));
    }));
  }));
}
