import { useEffect, useMemo, useState } from "preact/hooks";
import { findInSession } from "../api.js";
import { wordsOf } from "../filter/words.js";

const TYPING_MS = 150;

/** The events that have all the words. What a long session's events hold is looked through by the server. */
export function useFound(trace, query) {
  const [elsewhere, setElsewhere] = useState({ query: "", ids: new Set() });
  const partial = trace?.nodes.some((node) => node.event.outline) ?? false;
  useEffect(() => {
    const words = wordsOf(query);
    if (!partial || !words.length) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => findInSession(trace.root.id, words, abort.signal).then((ids) => setElsewhere({ query, ids: new Set(ids) }), () => {}), TYPING_MS); // what is here is found without it
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [trace, partial, query]);
  return useMemo(() => {
    if (!trace) return [];
    const here = findEvents(trace.nodes, query);
    if (!partial || elsewhere.query !== query || !elsewhere.ids.size) return here;
    const all = new Set(here);
    return trace.nodes.filter((node) => all.has(node) || elsewhere.ids.has(node.id));
  }, [trace, query, elsewhere]);
}

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
    const { inputs, outputs, metadata, preview } = node.event;
    text = [node.id, preview, node.name, node.error, node.model, json(inputs), json(outputs), json(metadata)].filter(Boolean).join("\n").toLowerCase();
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
