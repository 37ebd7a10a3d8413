import { h } from "preact";
import { setQuery } from "../router.js";
import { CHOICES, rememberColumns } from "./columns.js";

/** Which columns the list has; the choice is in the address and remembered at this browser. */
export function ColumnMenu({ columns }) {
  const shown = columns.map(({ id }) => id);
  const toggle = (id) => {
    const next = CHOICES.map((choice) => choice.id).filter((each) => (each === id ? !shown.includes(id) : shown.includes(each)));
    rememberColumns(next);
    setQuery({ cols: next.join(",") });
  };
  return h("details", { class: "menu" }, h("summary", { class: "btn quiet" }, "Columns"),
    h("div", { class: "menu-list" }, CHOICES.map(({ id, label }) => h("label", { key: id }, h("input", { type: "checkbox", class: "check", checked: shown.includes(id), onChange: () => toggle(id) }), label))));
}
