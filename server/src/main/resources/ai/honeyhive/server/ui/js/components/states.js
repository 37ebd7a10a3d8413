import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ErrorMark } from "./badges.js";
import { CopyButton } from "./copy-button.js";

/** Something went wrong, said where the data would be. */
export function Problem({ title, detail, action }) {
  return h("div", { class: "note", role: "alert" },
    h("div", { class: "rowx" }, h(ErrorMark), h("b", null, title)), detail && h("p", { class: "mut" }, detail), action);
}

/** An error of the API with its status, the server's words and a way to try again. */
export function LoadProblem({ error, what, onRetry }) {
  const status = error.status ? ` (status ${error.status})` : "";
  return h(Problem, {
    title: `${what} could not be loaded${status}`, detail: error.message,
    action: h("button", { class: "btn", type: "button", onClick: onRetry }, "Try again"),
  });
}

/** A strip above data that is still shown although refreshing it failed. */
export function StaleBar({ error, onRetry }) {
  return h("div", { class: "bar-note", role: "status" }, h(ErrorMark),
    h("span", null, `Not refreshed: ${error.message}`),
    h("button", { class: "btn", type: "button", onClick: onRetry }, "Try again"));
}

/** Nothing is here yet: says what is missing and how it comes to be. */
export function Empty({ title, children, code }) {
  return h("div", { class: "note empty" }, h("b", null, title), children,
    code && h("div", { class: "code" }, h("pre", null, code), h(CopyButton, { text: code, quiet: false })));
}

/** Skeleton rows, and those only when loading takes longer than a blink. */
export function Skeleton({ rows = 12 }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return h("div", { class: "skeleton", "aria-busy": "true" });
  return h("div", { class: "skeleton", "aria-busy": "true", role: "status" }, h("span", { class: "sr" }, "Loading"),
    Array.from({ length: rows }, (_, i) => h("i", { key: i, class: "w" + (i % 4) })));
}
