import { h } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Icon } from "../components/icons.js";
import { Line } from "../text.js";
import { parseFilter, withoutFilter, writeFilter } from "./parse.js";
import { suggestionsAt } from "./suggest.js";

/** A filter as text, with completion; what was understood stands below as chips, what was not with its reason. */
export function FilterField({ value, onChange, inputRef, placeholder, fields, values, says }) {
  const [cursor, setCursor] = useState(null);
  const [chosen, setChosen] = useState(0);
  const { filters, faults } = useMemo(() => parseFilter(value), [value]);
  const suggestions = cursor === null ? [] : suggestionsAt(value, cursor, fields, values);
  const follow = (event) => {
    setCursor(event.target.selectionStart);
    setChosen(0);
  };
  const take = (suggestion) => {
    const next = value.slice(0, suggestion.from) + suggestion.text + " " + value.slice(cursor).trimStart();
    onChange(next);
    const at = suggestion.from + suggestion.text.length + 1;
    setCursor(at);
    setChosen(0);
    requestAnimationFrame(() => inputRef.current?.setSelectionRange(at, at));
  };
  const keys = (event) => {
    if (!suggestions.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setChosen((chosen + (event.key === "ArrowDown" ? 1 : suggestions.length - 1)) % suggestions.length);
    } else if (event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      take(suggestions[chosen]);
    } else if (event.key === "Enter" && event.ctrlKey === false && suggestions[chosen].strong) {
      event.preventDefault();
      take(suggestions[chosen]);
    }
  };
  return h("div", { class: "filter" },
    h("label", { class: "field" }, h(Icon, { name: "filter" }),
      h("input", {
        ref: inputRef, "aria-label": "Filter", role: "combobox", "aria-expanded": String(suggestions.length > 0), "aria-controls": "filter-list", "aria-autocomplete": "list",
        "aria-activedescendant": suggestions.length ? "filter-" + chosen : undefined, "aria-invalid": faults.length ? "true" : undefined,
        value, spellcheck: false, autocomplete: "off", placeholder, onInput: (event) => { onChange(event.target.value); follow(event); }, onKeyUp: (event) => event.key.startsWith("Arrow") && !suggestions.length && follow(event),
        onKeyDown: keys, onFocus: follow, onBlur: () => setCursor(null),
      }), says && h("span", { class: "dim" }, says), h("kbd", null, "/")),
    suggestions.length > 0 && h("ul", { class: "suggestions", role: "listbox", id: "filter-list", "aria-label": "Completions" }, suggestions.map((suggestion, i) => h("li", {
      key: suggestion.text, id: "filter-" + i, role: "option", "aria-selected": String(i === chosen), onMouseDown: (event) => { event.preventDefault(); take(suggestion); },
    }, h("span", { class: "mono" }, h(Line, null, suggestion.text)), suggestion.note && h("span", { class: "dim" }, suggestion.note)))),
    (filters.length > 0 || faults.length > 0) && h("div", { class: "chips" },
      filters.map((filter) => h("span", { key: filter.from, class: "chip mono" }, h(Line, null, writeFilter(filter)),
        h("button", { type: "button", "aria-label": "Remove " + writeFilter(filter), onClick: () => onChange(withoutFilter(value, filter)) }, "×"))),
      faults.map((fault) => h("span", { key: fault.from, class: "bad", role: "alert" }, "! ", fault.reason))));
}
