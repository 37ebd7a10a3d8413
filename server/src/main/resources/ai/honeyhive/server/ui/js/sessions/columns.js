import { settings } from "../store.js";

/** The columns that may be left out: `{id, label, width}` in their order. */
export const CHOICES = [
  { id: "shape", label: "Shape", width: "158px" }, { id: "duration", label: "Duration", width: "86px" }, { id: "events", label: "Events", width: "66px" },
  { id: "tokens", label: "Tokens", width: "var(--c-tokens)" }, { id: "cost", label: "Cost", width: "86px" }, { id: "scores", label: "Scores", width: "var(--c-scores)" }, { id: "user", label: "User", width: "110px" }, { id: "source", label: "Source", width: "90px" },
];
const USUAL = ["shape", "duration", "events", "tokens", "cost", "scores"];

/** A choice that is in the address counts, else the one made at this browser. */
export function shownColumns(cols) {
  const wanted = (cols ?? settings.get("columns"))?.split(",") ?? USUAL;
  return CHOICES.filter(({ id }) => wanted.includes(id));
}

export function rememberColumns(ids) {
  settings.set("columns", ids.join(",") === USUAL.join(",") ? null : ids.join(","));
}

export function widths(columns) {
  return ["34px var(--c-start) 26px minmax(160px, 1fr)", ...columns.map(({ width }) => width)].join(" ");
}
