import { h } from "preact";
import { useState } from "preact/hooks";
import { addRows, createDataset, createDatapoint } from "../api.js";
import { useModal } from "../components/modal.js";
import { count, counted } from "../format.js";
import { Line } from "../text.js";
import { cellText } from "./columns.js";

const CHUNK = 500;
const SAMPLES = 3;
const TRUTHS = /^(ground_?truths?|expected(_output)?|answers?|labels?|targets?|reference)$/i;

/** Asks what the columns of a file are, then adds its rows to a dataset, a new one where none is given. */
export function ImportDialog({ file, dataset, onClose, onDone }) {
  const { close, modal } = useModal(onClose);
  const [name, setName] = useState(file.name.replace(/\.[^.]+$/, ""));
  const [parts, setParts] = useState(() => Object.fromEntries(file.keys.map((key) => [key, TRUTHS.test(key) ? "ground_truth" : "inputs"])));
  const [progress, setProgress] = useState(null);
  const [error, setError] = useState(null);

  const add = async (event) => {
    event.preventDefault();
    setError(null);
    try {
      const id = dataset ?? await createDataset({ name });
      await (file.shaped ? addDatapoints(id, file.rows, setProgress) : addFlat(id, file.rows, parts, setProgress));
      close();
      onDone(id);
    } catch (failure) {
      setProgress(null);
      setError(failure);
    }
  };
  return h("dialog", { ...modal, class: "help form", "aria-label": "Import" },
    h("form", { method: "dialog", onSubmit: add },
      h("h1", null, `Import ${counted(file.rows.length, "row")} from `, h(Line, null, file.name)),
      !dataset && h("label", { class: "line" }, "Name", h("span", { class: "field" }, h("input", { value: name, required: true, maxLength: 200, onInput: (event) => setName(event.target.value) }))),
      file.shaped ? h("p", { class: "mut" }, "Each row has its inputs, ground truth and metadata already.")
        : h("table", { class: "plain" }, h("thead", null, h("tr", null, h("th", null, "Column"), h("th", null, "is"), h("th", null, "for example"))),
          h("tbody", null, file.keys.map((key) => h("tr", { key }, h("td", { class: "mono" }, h(Line, null, key)),
            h("td", null, h("select", { "aria-label": "What " + key + " is", value: parts[key], onChange: (event) => setParts({ ...parts, [key]: event.target.value }) },
              h("option", { value: "inputs" }, "input"), h("option", { value: "ground_truth" }, "ground truth"), h("option", { value: "metadata" }, "metadata"))),
            h("td", { class: "mut cut" }, h(Line, null, file.rows.slice(0, SAMPLES).map((row) => cellText(row[key])).join(" · "))))))),
      error && h("p", { class: "bad", role: "alert" }, `! ${error.message}`),
      h("div", { class: "rowx" },
        h("button", { class: "btn", type: "submit", disabled: progress !== null }, progress === null ? "Import" : `${count(progress)} of ${count(file.rows.length)}`),
        h("button", { class: "btn quiet", type: "button", onClick: close }, "Cancel"))));
}

async function addFlat(dataset, rows, parts, onProgress) {
  const keys = (part) => Object.keys(parts).filter((key) => parts[key] === part);
  const mapping = { inputs: keys("inputs"), ground_truth: keys("ground_truth"), history: [] };
  for (let from = 0; from < rows.length; from += CHUNK) {
    onProgress(from);
    await addRows(dataset, rows.slice(from, from + CHUNK), mapping);
  }
}

/** One request a row, since only so a key may be both an input and a ground truth; one after the other keeps the file's order. */
async function addDatapoints(dataset, rows, onProgress) {
  for (let at = 0; at < rows.length; at++) {
    onProgress(at);
    await createDatapoint({ ...rows[at], linked_datasets: [dataset] });
  }
}
