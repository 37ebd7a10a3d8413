import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { access, askForKey, forgetKey, useKey } from "../access.js";

/** Asks for the key of a project. It goes to the server only, which gives it back as a cookie. */
export function KeyForm({ asked }) {
  const input = useRef(null);
  const [fault, setFault] = useState("");
  useEffect(() => input.current?.focus(), []);
  const submit = async (event) => {
    event.preventDefault();
    setFault("");
    const key = input.current.value.trim();
    if (key) setFault(await useKey(key));
  };
  return h("main", { class: "view" }, h("form", { class: "note", onSubmit: submit },
    h("b", null, asked === "refused" ? "This server asks for a key" : "Open another project"),
    h("p", { class: "mut" }, "Each key opens one project. Make one with: hive keys create --project NAME"),
    h("label", { class: "field half" }, h("span", { class: "sr" }, "Key"),
      h("input", { ref: input, type: "password", name: "key", autocomplete: "current-password", placeholder: "Key", spellcheck: false })),
    h("div", { class: "rowx" }, h("button", { class: "btn", type: "submit" }, "Open"),
      asked === "wanted" && h("button", { class: "btn", type: "button", onClick: forgetKey }, "Forget my key"),
      asked === "wanted" && h("button", { class: "btn quiet", type: "button", onClick: () => askForKey("") }, "Cancel")),
    fault && h("p", { role: "alert" }, fault)));
}

/** Which project the page shows, and the way to another. */
export function ProjectButton({ name }) {
  return h("button", {
    class: "btn quiet", type: "button", title: "The project shown; opens another by its key", "aria-label": `Project ${name}: open another`,
    onClick: () => access.set({ asked: "wanted" }),
  }, name);
}
