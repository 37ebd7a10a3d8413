import { wordsOf } from "../filter/words.js";

const haystacks = new WeakMap();

/** The events whose name, error, model, input or output has all the words, in tree order. */
export function findEvents(nodes, query) {
  const words = wordsOf(query);
  if (!words.length) return [];
  return nodes.filter((node) => {
    if (node.group) return false;
    const text = haystack(node);
    return words.every((word) => text.includes(word));
  });
}

function haystack(node) {
  let text = haystacks.get(node.event);
  if (text === undefined) {
    const { inputs, outputs, metadata } = node.event;
    text = [node.id, node.name, node.error, node.model, json(inputs), json(outputs), json(metadata)].filter(Boolean).join("\n").toLowerCase();
    haystacks.set(node.event, text);
  }
  return text;
}

function json(value) {
  try {
    return value ? JSON.stringify(value) : "";
  } catch {
    return ""; // nested deeper than the engine can follow; the name still finds it
  }
}
