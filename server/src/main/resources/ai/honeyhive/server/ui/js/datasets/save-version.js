import { h } from "preact";
import { useState } from "preact/hooks";
import { saveDatasetVersion } from "../api.js";
import { useModal } from "../components/modal.js";
import { counted } from "../format.js";

/** Asks how what the dataset holds now is to be called. */
export function SaveVersion({ dataset, rows, proposed, onClose, onDone }) {
  const { close, modal } = useModal(onClose);
  const [name, setName] = useState(proposed);
  const [{ busy, error }, setState] = useState({ busy: false, error: null });
  const save = async (event) => {
    event.preventDefault();
    setState({ busy: true, error: null });
    try {
      const version = await saveDatasetVersion(dataset, name.trim());
      close();
      onDone(version);
    } catch (failure) {
      setState({ busy: false, error: failure });
    }
  };
  return h("dialog", { ...modal, class: "help form", "aria-label": "Save a version" },
    h("form", { method: "dialog", onSubmit: save },
      h("h1", null, "Save a version"),
      h("p", { class: "mut" }, `Its ${counted(rows, "row")} stay as they are now: a row changed later is replaced by a copy.`),
      h("label", { class: "line" }, "Name", h("span", { class: "field" }, h("input", { value: name, required: true, pattern: ".*\\S.*", maxLength: 200, autofocus: true, onFocus: (event) => event.target.select(), onInput: (event) => setName(event.target.value) }))),
      error && h("p", { class: "bad", role: "alert" }, `! Not saved: ${error.message}`),
      h("div", { class: "rowx" }, h("button", { class: "btn", type: "submit", disabled: busy }, "Save"), h("button", { class: "btn quiet", type: "button", onClick: close }, "Cancel"))));
}
