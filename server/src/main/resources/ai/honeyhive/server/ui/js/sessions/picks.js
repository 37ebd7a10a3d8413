import { h } from "preact";
import { useState } from "preact/hooks";
import { AddToDataset } from "../datasets/add-dialog.js";
import { count, counted } from "../format.js";
import { remember, route } from "../router.js";

/** The sessions that are ticked, by id. They stay with the history entry: an address has no room for hundreds. */
export function usePicks() {
  const [picks, setPicks] = useState(() => new Set(route().state.picks ?? []));
  const keep = (next) => {
    remember({ picks: [...next] });
    setPicks(next);
  };
  const last = [...picks].pop();
  return {
    picks,
    clear: () => keep(new Set()),
    toggle: (id) => keep(picks.has(id) ? new Set([...picks].filter((other) => other !== id)) : new Set([...picks, id])),
    /** Ticks all rows from the one that was ticked last to this one. */
    reach: (rows, id) => {
      const ends = [last ?? id, id].map((end) => rows.findIndex((row) => row.session_id === end));
      const [from, to] = ends[0] < 0 ? [ends[1], ends[1]] : [Math.min(...ends), Math.max(...ends)];
      keep(new Set([...picks, ...rows.slice(from, to + 1).map((row) => row.session_id), id]));
    },
  };
}

/** What can be done with the sessions that are ticked. */
export function Picked({ picks, onAdd, onClear }) {
  return h("div", { class: "selection rowx", role: "status" }, h("b", null, `${count(picks.size)} selected`), h("span", { class: "grow" }),
    h("button", { type: "button", class: "btn quiet", onClick: onClear }, "Clear"),
    h("button", { type: "button", class: "btn", onClick: onAdd }, "Add to dataset ", h("kbd", null, "d")));
}

/** Asks for the dataset. Rows come in the order in which the sessions began. */
export function AddPicked({ rows, ids, onClose }) {
  const began = new Map(rows.map((row) => [row.session_id, row.start_time]));
  const events = [...ids].sort((a, b) => (began.get(a) ?? 0) - (began.get(b) ?? 0));
  return h(AddToDataset, { events, what: counted(events.length, "session"), onClose });
}
