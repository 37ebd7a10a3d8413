import { h } from "preact";
import { useState } from "preact/hooks";
import { JsonView } from "../components/json-view.js";
import { LongText, sizeOf } from "../components/long-text.js";
import { bytes, counted } from "../format.js";
import { compactJson, Line, oneLine, Text } from "../text.js";

/** From here on a system prompt shows only its first line until it is opened. */
const SYSTEM_FOLD = 160;
const ROLES = { user: "user", human: "user", assistant: "ai", ai: "ai", model: "ai", tool: "tool", function: "tool" };

/** The list as messages, or null if it is none. */
export function messagesOf(list) {
  if (!Array.isArray(list) || !list.length) return null;
  const messages = list.map(toMessage);
  return messages.every(Boolean) ? messages : null;
}

function toMessage(raw) {
  if (typeof raw === "string") return { role: "message", parts: [raw], calls: [] };
  if (raw === null || typeof raw !== "object" || Array.isArray(raw)) return null;
  const content = raw.content ?? raw.value ?? raw.text;
  const calls = Array.isArray(raw.tool_calls) ? raw.tool_calls : raw.function_call ? [{ function: raw.function_call }] : [];
  if (typeof raw.role !== "string" && content === undefined && !calls.length) return null;
  const parts = Array.isArray(content) ? content : content === undefined || content === null ? [] : [content];
  return { role: typeof raw.role === "string" ? raw.role : "message", name: raw.name ?? raw.tool_call_id, parts, calls };
}

/** A conversation: role by word and rail, text exactly as sent, calls as `name(arguments)`. */
export function Messages({ messages }) {
  return messages.map((message, i) => h(Message, { key: i, message }));
}

function Message({ message }) {
  const text = message.parts.length === 1 && typeof message.parts[0] === "string" ? message.parts[0] : null;
  const foldable = message.role === "system" && text !== null && text.length > SYSTEM_FOLD;
  const [open, setOpen] = useState(!foldable);
  return h("div", { class: "msg " + (ROLES[message.role.toLowerCase()] ?? "") },
    h("div", { class: "who" }, h("b", null, h(Line, null, message.role)), message.name && h("span", { class: "mono" }, h(Line, null, message.name)),
      message.calls.length > 0 && h("span", null, counted(message.calls.length, "tool call")),
      foldable && h("button", { type: "button", class: "more", "aria-expanded": String(open), onClick: () => setOpen(!open) }, open ? "fold" : `show all, ${sizeOf(text)}`)),
    open ? message.parts.map((part, i) => h(Part, { key: i, part })) : h("div", { class: "tx mut cut" }, h(Line, null, text)),
    message.calls.map((call, i) => h(Call, { key: i, call })));
}

function Part({ part }) {
  if (typeof part === "string") return h(LongText, { text: part });
  if (typeof part?.text === "string") return h(LongText, { text: part.text });
  const image = part?.image_url?.url ?? part?.image_url;
  if (typeof image === "string") {
    return h("div", { class: "tx dim" }, "image: ", image.startsWith("data:") ? `${oneLine(image.slice(5, 40)).split(";")[0]}, ${bytes(image.length)}` : h(Line, null, image));
  }
  return h(JsonView, { value: part, path: "messages/part" });
}

function Call({ call }) {
  const target = call.function ?? call;
  const name = target.name ?? "call";
  return h("div", { class: "call" }, h("b", null, h(Line, null, name)), "(", h(Text, null, argumentText(target.arguments ?? target.args ?? target.input)), ")");
}

/** `{"city":"Bern"}` reads as `city: "Bern"`. */
function argumentText(args) {
  if (args === undefined || args === null) return "";
  let value = args;
  if (typeof args === "string") {
    try {
      value = JSON.parse(args);
    } catch {
      return args; // sent as it is: cut off, or not JSON at all
    }
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return compactJson(value, 4000);
  return Object.keys(value).map((key) => key + ": " + compactJson(value[key], 2000)).join(", ");
}
