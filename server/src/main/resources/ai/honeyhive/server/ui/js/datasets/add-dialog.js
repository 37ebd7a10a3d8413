import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { createDataset, datapointsOfEvents, listDatapoints, listDatasets } from "../api.js";
import { useModal } from "../components/modal.js";
import { count, counted } from "../format.js";
import { datasetLink } from "../router.js";
import { Line, readable } from "../text.js";

const NEW = "";
const PAGE = 500;

/** Makes datapoints of events (a session is one too) in a dataset that exists or a new one. */
export function AddToDataset({ events, what, onClose }) {
  const { close, modal } = useModal(onClose);
  const [datasets, setDatasets] = useState([]);
  const [chosen, setChosen] = useState(NEW);
  const [name, setName] = useState("from sessions");
  const [state, setState] = useState({ busy: false, error: null, done: null });
  useEffect(() => {
    const abort = new AbortController();
    listDatasets(abort.signal).then((found) => {
      setDatasets(found.reverse());
      if (found.length) setChosen(found[0].id);
    }, (error) => error.name !== "AbortError" && setState((before) => ({ ...before, error })));
    return () => abort.abort();
  }, []);
  const add = async (event) => {
    event.preventDefault();
    setState({ busy: true, error: null, done: null });
    try {
      const id = chosen === NEW ? await createDataset({ name }) : chosen;
      const known = chosen === NEW ? new Set() : await eventsIn(id);
      const missing = events.filter((each) => !known.has(each));
      if (missing.length) await datapointsOfEvents(missing, id);
      setState({ busy: false, error: null, done: { id, added: missing.length, known: events.length - missing.length } });
    } catch (error) {
      setState({ busy: false, error, done: null });
    }
  };
  return h("dialog", { ...modal, class: "help form", "aria-label": "Add to dataset" },
    h("form", { method: "dialog", onSubmit: add },
      h("h1", null, "Add ", h(Line, null, what), " to a dataset"),
      state.done ? h("p", { role: "status" }, `${counted(state.done.added, "row")} added${state.done.known ? `, ${count(state.done.known)} there already` : ""}. `, h("a", { class: "link", href: datasetLink(state.done.id) }, "Open the dataset"))
        : [
          h("label", { class: "line" }, "Dataset", h("select", { value: chosen, onChange: (event) => setChosen(event.target.value) }, datasets.map((dataset) => h("option", { key: dataset.id, value: dataset.id }, readable(dataset.name || dataset.id))), h("option", { value: NEW }, "A new one"))),
          chosen === NEW && h("label", { class: "line" }, "Name", h("input", { class: "inline", value: name, required: true, maxLength: 200, onInput: (event) => setName(event.target.value) })),
        ],
      state.error && h("p", { class: "bad", role: "alert" }, `! ${state.error.message}`),
      h("div", { class: "rowx" }, !state.done && h("button", { class: "btn", type: "submit", disabled: state.busy }, "Add"),
        h("button", { class: "btn quiet", type: "button", onClick: close }, state.done ? "Close" : "Cancel"))));
}

/** The events that the rows of a dataset were made of. */
async function eventsIn(dataset) {
  const events = new Set();
  let cursor;
  do {
    const body = await listDatapoints({ dataset_id: dataset, limit: PAGE, cursor });
    for (const { linked_event: event } of body.datapoints) events.add(event);
    cursor = body.next_cursor;
  } while (cursor);
  return events;
}
