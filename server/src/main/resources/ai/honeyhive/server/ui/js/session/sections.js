import { h } from "preact";
import { CopyButton } from "../components/copy-button.js";
import { JsonView } from "../components/json-view.js";
import { LongText } from "../components/long-text.js";
import { duration } from "../format.js";
import { iso } from "../time.js";
import { Fields, Metrics } from "./fields.js";
import { Messages, messagesOf } from "./messages.js";

/** The parts of an event that have something to show, in the order a reader asks for them. */
export function sectionsOf(node, trace, onGo) {
  const { event } = node;
  const sections = [];
  const add = (id, title, content, { copy, size } = {}) => sections.push({
    id, title, content, size, tools: copy !== undefined && h(CopyButton, { text: () => asText(copy), label: "Copy " + title.toLowerCase() }),
  });

  if (node.error) add("error", "Error", h(ErrorText, { error: node.error, onGo, node }), { copy: node.error });

  const { chat_history: history, messages, ...inputs } = event.inputs ?? {};
  const sent = messagesOf(history ?? messages);
  if (sent) add("messages", "Messages", h(Messages, { messages: sent }), { copy: history ?? messages, size: sent.length });
  if (filled(sent ? inputs : event.inputs)) add("inputs", "Inputs", h(Fields, { value: sent ? inputs : event.inputs, path: "inputs" }), { copy: sent ? inputs : event.inputs });

  if (filled(event.outputs)) add("output", "Output", h(Output, { outputs: event.outputs }), { copy: event.outputs });
  if (filled(event.metrics)) add("metrics", "Metrics", h(Metrics, { metrics: event.metrics }), { size: metricCount(event.metrics) });
  if (filled(event.feedback)) add("feedback", "Feedback", h(Fields, { value: event.feedback, path: "feedback" }), { size: Object.keys(event.feedback).length });
  if (filled(event.config)) add("config", "Config", h(Fields, { value: event.config, path: "config" }), { copy: event.config });
  if (filled(event.user_properties)) add("user", "User", h(Fields, { value: event.user_properties, path: "user" }), { copy: event.user_properties });
  if (filled(event.metadata)) add("metadata", "Meta", h(Fields, { value: event.metadata, path: "metadata" }), { copy: event.metadata, size: Object.keys(event.metadata).length });
  add("timing", "Timing", h(Fields, { value: timing(node, trace), path: "timing" }));
  if (!event.outline) add("json", "JSON", h(JsonView, { value: event, path: "json", depth: 1 }), { copy: event });
  return sections;
}

function ErrorText({ error, node, onGo }) {
  const text = typeof error === "string" ? error : asText(error);
  const [first, ...rest] = text.split("\n");
  const cause = node.children.find((child) => child.error);
  return h("div", { class: "errbox" }, h(LongText, { text: first, class: "tx strong" }),
    rest.length > 0 && h(LongText, { text: rest.join("\n"), limit: 900, lines: 8, class: "stack" }),
    cause && h("button", { type: "button", class: "more", onClick: () => onGo(cause) }, `comes from ${cause.name.slice(0, 60)} below`));
}

/** Messages where the output is one, otherwise its fields. */
function Output({ outputs }) {
  const { chat_history: history, role, content, tool_calls: calls, function_call: call, ...rest } = outputs;
  const own = role !== undefined || content !== undefined || calls !== undefined ? [{ role: role ?? "assistant", content, tool_calls: calls, function_call: call }] : [];
  const messages = messagesOf([...(Array.isArray(history) ? history : []), ...own]);
  if (!messages) return h(Fields, { value: outputs, path: "outputs" });
  return [h(Messages, { messages }), filled(rest) && h(Fields, { value: rest, path: "outputs" })];
}

function timing(node, trace) {
  const out = { start: iso(node.untimed ? undefined : node.start) };
  if (!node.open) out.end = iso(node.end);
  out.duration = duration(node.open && node.type !== "S" ? undefined : node.duration);
  out.offset = "+" + duration(node.start - trace.start);
  out.event_id = node.id;
  if (node.event.parent_id) out.parent_id = node.event.parent_id;
  return out;
}

function metricCount(metrics) {
  return Object.keys(metrics).filter((name) => !name.endsWith("_explanation")).length;
}

function filled(value) {
  return value !== null && typeof value === "object" && Object.keys(value).length > 0;
}

function asText(value) {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
