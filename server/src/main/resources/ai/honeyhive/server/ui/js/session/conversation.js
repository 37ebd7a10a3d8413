import { h } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { TypeBadge } from "../components/badges.js";
import { duration } from "../format.js";
import { Line } from "../text.js";
import { Messages, messagesOf } from "./messages.js";

/** The whole session as one conversation: what each model call added to what had been said before it. */
export function Conversation({ trace, selected, onSelect, top, onTop }) {
  const box = useRef(null);
  const turns = useMemo(() => turnsOf(trace), [trace]);
  useLayoutEffect(() => { if (box.current) box.current.scrollTop = top; }, []);
  if (!turns.length) return h("div", { class: "scroll conversation" }, h("p", { class: "mut" }, "No event of this session holds messages."));
  return h("div", { ref: box, class: "scroll conversation", onScroll: () => onTop(box.current.scrollTop), tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": "Messages of the session" }, turns.map(({ node, messages }) => h("section", {
    key: node.id, class: "turn" + (node.id === selected ? " here" : ""), "data-event": node.id,
  },
  h("button", { type: "button", class: "more turn-of", onClick: () => onSelect(node) }, h(TypeBadge, { type: node.type }), h("b", null, h(Line, null, node.name)), h("span", { class: "dim" }, "+" + duration(node.start - trace.start), " · ", duration(node.duration))),
  h(Messages, { messages }))));
}

/** Model calls repeat the history they were given; only what is new in each is shown. */
export function turnsOf(trace) {
  const said = new Set();
  const turns = [];
  for (const node of [...trace.nodes].sort((a, b) => a.start - b.start || a.order - b.order)) {
    if (node.type !== "M" && !(node.type === "S" && !trace.nodes.some((each) => each.type === "M"))) continue;
    const { inputs = {}, outputs = {} } = node.event;
    const sent = list(inputs.chat_history ?? inputs.messages);
    const got = outputs.role !== undefined || outputs.content !== undefined || outputs.tool_calls !== undefined ? [{ role: "assistant", ...outputs }] : list(outputs.chat_history ?? outputs.messages);
    const fresh = [...sent, ...got].filter((message) => {
      const key = keyOf(message);
      if (said.has(key)) return false;
      said.add(key);
      return true;
    });
    const messages = messagesOf(fresh);
    if (messages) turns.push({ node, messages });
  }
  return turns;
}

function list(value) {
  return Array.isArray(value) ? value : [];
}

function keyOf(message) {
  return JSON.stringify(typeof message === "object" && message !== null ? [message.role, message.content, message.tool_calls, message.tool_call_id] : message);
}
