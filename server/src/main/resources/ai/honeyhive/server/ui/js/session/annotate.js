import { h } from "preact";
import { useState } from "preact/hooks";
import { updateEvent } from "../api.js";
import { useModal } from "../components/modal.js";
import { Line } from "../text.js";

const RATINGS = [1, 2, 3, 4, 5];

/** What a person thinks of an event: rating, label, comment, what it should have said. It becomes the event's feedback. */
export function AnnotateDialog({ node, onClose, onDone }) {
  const { feedback = {} } = node.event;
  const { close, modal } = useModal(onClose);
  const [draft, setDraft] = useState({ rating: feedback.rating ?? null, label: text(feedback.label), comment: text(feedback.comment), correction: text(feedback.correction) });
  const [state, setState] = useState({ saving: false, error: null });

  const save = async () => {
    const changed = Object.fromEntries(Object.entries(draft).filter(([name, value]) => value !== null && value !== text(feedback[name]) && value !== feedback[name]));
    if (!Object.keys(changed).length) return close();
    setState({ saving: true, error: null });
    try {
      await updateEvent(node.id, { feedback: changed });
      onDone();
      return close();
    } catch (error) {
      return setState({ saving: false, error });
    }
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    const typing = event.target.closest("input, textarea");
    if (!typing && RATINGS.includes(+event.key)) setDraft({ ...draft, rating: +event.key });
  };
  const field = (name, label, area) => h("label", { class: "line" }, label, h(area ? "textarea" : "input", { class: "inline", rows: 3, dir: "auto", value: draft[name], onInput: (event) => setDraft({ ...draft, [name]: event.target.value }) }));
  return h("dialog", { ...modal, class: "help form annotate", "aria-label": "Annotate", onKeyDown: keys },
    h("form", { method: "dialog", onSubmit: (event) => { event.preventDefault(); save(); } },
      h("h1", null, "Annotate ", h(Line, null, node.name)),
      h("div", { class: "rowx" }, "Rating", h("span", { class: "seg", role: "group", "aria-label": "Rating" }, RATINGS.map((rating) => h("button", { key: rating, type: "button", autofocus: rating === 1, "aria-pressed": String(draft.rating === rating), onClick: () => setDraft({ ...draft, rating }) }, "★", rating)))),
      field("label", "Label"), field("comment", "Comment", true), field("correction", "What it should have said", true),
      state.error && h("p", { class: "bad", role: "alert" }, `! Not saved: ${state.error.message}`),
      h("div", { class: "rowx" }, h("button", { class: "btn", type: "submit", disabled: state.saving }, "Save ", h("kbd", null, "Ctrl ↵")), h("button", { class: "btn quiet", type: "button", onClick: close }, "Cancel"))));
}

function text(value) {
  return value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}
