import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { createKey, listKeys, revokeKey } from "../api.js";
import { CopyButton } from "../components/copy-button.js";
import { SureButton } from "../components/sure-button.js";
import { Line } from "../text.js";
import { iso, moment } from "../time.js";
import { Part, useLoaded } from "./loaded.js";

/** The keys of the project. A secret is shown once, by the answer that made it. */
export function KeysTab() {
  const loaded = useLoaded(listKeys);
  const [made, setMade] = useState(null);
  const [fault, setFault] = useState("");
  const name = useRef(null);
  const act = async (action) => {
    setFault("");
    try {
      await action();
      loaded.again();
    } catch (failure) {
      setFault(failure.message);
    }
  };
  const create = (event) => {
    event.preventDefault();
    act(async () => {
      setMade(await createKey(name.current.value.trim()));
      name.current.value = "";
    });
  };
  const revoke = (id) => act(async () => {
    await revokeKey(id);
    if (made?.key.id === id) setMade(null);
  });
  const keys = loaded.body;
  return h(Part, { loaded, what: "Keys" }, keys && [
    h("section", { key: "project" }, h("h2", null, h(Line, null, "Project " + keys.project)),
      h("p", { class: "mut" }, keys.required ? "Requests without a key are refused. Each key opens its project and nothing of another." : "No key is asked for on this machine. Keys that are sent are still told apart by project."),
      h("p", { class: "mut" }, "A project is made with its first key: hive keys create --project NAME. The button with the project's name opens another here.")),
    !keys.available ? h("p", { key: "none" }, "This server keeps its data in memory, and so has no keys: start it with a data folder.") : h("section", { key: "keys" }, h("h2", null, "Keys"),
      h("form", { class: "rowx", onSubmit: create }, h("label", { class: "rowx" }, "A key for", h("input", { ref: name, class: "inline", required: true, maxLength: 200, placeholder: "staging" })), h("button", { class: "btn", type: "submit" }, "Make a key")),
      fault && h("p", { class: "bad", role: "alert" }, "! " + fault),
      made && h("div", { class: "code", role: "status" }, h("b", null, h(Line, null, `The key for ${made.key.name}. It is shown now and never again:`)), h("pre", { class: "secret" }, made.secret), h(CopyButton, { text: made.secret, quiet: false })),
      keys.keys.length ? h("table", { class: "plain" },
        h("thead", null, h("tr", null, ["For", "Id", "Made", "Last used", "State", ""].map((label) => h("th", { key: label }, label || h("span", { class: "sr" }, "Action"))))),
        h("tbody", null, keys.keys.map((key) => h("tr", { key: key.id }, h("td", null, h(Line, null, key.name)), h("td", { class: "mono" }, key.id), h(When, { ms: key.created_at }), h(When, { ms: key.last_used, none: "not yet" }),
          h("td", null, key.revoked_at ? h("span", { class: "bad", title: iso(key.revoked_at) }, "! revoked") : h("span", { class: "good" }, "✓ good")),
          h("td", null, !key.revoked_at && h(SureButton, { label: "Revoke", name: "Revoke " + key.name, yes: "Yes, make it worthless", onYes: () => revoke(key.id) })))))) : h("p", { class: "mut" }, "This project has no key yet.")),
  ]);
}

function When({ ms, none = "" }) {
  return h("td", { class: "mut", title: ms ? iso(ms) : undefined }, ms ? moment(ms) : none);
}
