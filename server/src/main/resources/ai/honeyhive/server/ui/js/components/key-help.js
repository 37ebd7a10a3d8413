import { h } from "preact";
import { bindings, lettersOn, toggleLetters } from "../keys.js";
import { useStore } from "../store.js";
import { besides, useModal } from "./modal.js";
import { keyCap } from "./status-bar.js";

/** The keys of the current view. A modal dialog: Escape closes it and focus returns. */
export function KeyHelp({ onClose }) {
  const { close, modal } = useModal(onClose);
  const layers = useStore(bindings);
  const letters = useStore(lettersOn);
  return h("dialog", { ...modal, class: "help", "aria-label": "Keys", onClick: besides(close) },
    h("div", { class: "rowx" }, h("h1", { class: "grow" }, "Keys"),
      h("button", { class: "btn", type: "button", onClick: close }, "Close")),
    h("div", { class: "groups" }, layers.map((layer) => h("section", { key: layer.title }, h("h2", null, layer.title),
      h("dl", null, layer.list.map((binding) => [
        h("dt", null, binding.keys.map((key) => h("kbd", { key }, key.split(" ").map(keyCap).join(" ")))),
        h("dd", null, binding.label),
      ]))))),
    h("p", { class: "mut" }, h("kbd", null, "Ctrl K"), " goes to any view, session, run or dataset, also out of a field."),
    h("label", { class: "rowx mut" }, h("input", { class: "check", type: "checkbox", checked: letters, onChange: toggleLetters }),
      "Single letters work as keys"));
}
