import { useEffect, useRef, useState } from "preact/hooks";
import { getEvent } from "../api.js";

/** So many events are kept with all they have. */
const KEPT = 200;
/** Keys that are held down pass events faster than anybody reads them. */
const PAUSE_MS = 60;

/**
 * The event of `node` with what went in and out, or null while it is on its way. Those that are near are fetched
 * beforehand. A new `trace` may hold newer events: what was fetched is asked for again, and shown until it is there.
 */
export function useWhole(trace, node, near) {
  const [, arrived] = useState(0);
  const [failure, setFailure] = useState(null);
  const kept = useRef({ trace: null, events: new Map(), fresh: new Set() });
  if (kept.current.trace !== trace) {
    kept.current.trace = trace;
    kept.current.fresh = new Set();
  }
  const wanted = [node, ...near].filter((each) => each?.event.outline);
  useEffect(() => {
    setFailure(null);
    const { events, fresh } = kept.current;
    const missing = wanted.filter((each) => !fresh.has(each.id));
    if (!missing.length) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        for (const { id } of missing) {
          const { event } = await getEvent(id, abort.signal);
          events.delete(id);
          events.set(id, event);
          fresh.add(id);
          if (events.size > KEPT) events.delete(events.keys().next().value);
          arrived((number) => number + 1);
        }
      } catch (error) {
        if (error.name !== "AbortError") setFailure(error);
      }
    }, events.size ? PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [trace, wanted.map((each) => each.id).join(" ")]);
  return { event: node?.event.outline ? kept.current.events.get(node.id) ?? null : node?.event, failure };
}
