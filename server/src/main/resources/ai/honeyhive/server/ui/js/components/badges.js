import { h } from "preact";

export const TYPE_NAMES = { M: "model", T: "tool", C: "chain", S: "session" };

/** The letter for an event's type; what is not one of the four counts as a chain. */
export function letterOf(type) {
  return { model: "M", tool: "T", session: "S" }[type] ?? "C";
}

/** Letter, shape and colour together say what an event is. */
export function TypeBadge({ type }) {
  return h("i", { class: "ty " + type, title: TYPE_NAMES[type], role: "img", "aria-label": TYPE_NAMES[type] }, type);
}

export function ErrorMark() {
  return h("span", { class: "er", title: "Error", role: "img", "aria-label": "error" }, "!");
}

export function LiveDot({ label = "Running" }) {
  return h("i", { class: "live", title: label, role: "img", "aria-label": label });
}

/** Status of a session, row or run in front of its name. */
export function StatusMark({ status }) {
  if (status === "error") return h(ErrorMark);
  if (status === "running") return h(LiveDot);
  return h("span", { class: "dim", title: "ok", role: "img", "aria-label": "ok" }, "✓");
}
