import { h } from "preact";
import { count, duration } from "../format.js";

/** How many rows a run will have; 0 if it does not say. */
export function plannedRows(run) {
  return run.configuration?.datapoint_ids?.length ?? run.datapoint_ids?.length ?? 0;
}

/** How far a run is that is still going on, and how long it may take if it goes on like this. */
export function Progress({ run, rows, running }) {
  const planned = plannedRows(run);
  const done = rows - running;
  const spent = Date.now() - Date.parse(run.created_at);
  const left = planned > done && done > 0 && spent < 24 * 3_600_000 ? (spent / done) * (planned - done) : undefined;
  return h("div", { class: "facts", role: "status" },
    planned > 0 && h("progress", { max: planned, value: done, "aria-label": "Rows done" }),
    h("span", null, h("b", null, count(done)), planned > 0 ? ` of ${count(planned)} rows done` : done === 1 ? " row done" : " rows done"),
    running > 0 && h("span", null, h("b", null, count(running)), " under way"), left !== undefined && h("span", null, "about ", h("b", null, duration(left)), " left"),
    h("span", { class: "warn" }, "figures are of the rows so far"));
}
