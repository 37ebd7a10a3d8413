import { h } from "preact";
import { counted } from "../format.js";

/** What became of the demands on a run: `[{gate, status, reason}]`. */
export function gatesOf(run) {
  const gates = run.metadata?.gates;
  return Array.isArray(gates) ? gates.map((gate) => ({ gate: String(gate.gate ?? gate.name ?? "gate"), status: gate.status ?? gate.outcome ?? "undecided", reason: gate.reason ?? "" })) : [];
}

/** A word for the run's gates; the tooltip names each with its reason. */
export function GatePill({ run }) {
  const gates = gatesOf(run);
  if (!gates.length) return null;
  const missed = gates.filter(({ status }) => status !== "passed");
  const failed = missed.some(({ status }) => status === "failed");
  const title = gates.map(({ gate, status, reason }) => `${status}: ${gate}${reason && ` (${reason})`}`).join("\n");
  if (!missed.length) return h("span", { class: "pill good", title }, "✓ ", counted(gates.length, "gate"));
  return h("span", { class: "pill " + (failed ? "bad" : "warn"), title }, failed ? "▼ " : "? ", missed[0].gate, missed.length > 1 && ` and ${missed.length - 1} more`);
}
