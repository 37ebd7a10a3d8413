import { useEffect, useRef, useState } from "preact/hooks";
import { getFirstEvents, getSessionEvents, getSessionOutline } from "../api.js";
import { onStream } from "../stream.js";
import { criticalPath } from "./critical-path.js";
import { groupSiblings } from "./groups.js";
import { buildTrace } from "./model.js";

/** How soon a change is fetched; a session that takes long to load is asked for less often. */
const REFRESH_MS = 300;
/** Events that arrived this short ago make a session an active one. */
const ACTIVE_MS = 5000;

/**
 * The session's events, kept up to date: `{trace, error, active, reload}`; the trace is null at first. Of a long session
 * what went in and out is left away, unless `whole` says that it is needed of all; its beginning comes before the rest, as a
 * trace that is `partial`.
 */
export function useTrace(id, whole) {
  const wanted = useRef(whole);
  wanted.current = whole;
  const [trace, setTrace] = useState(null);
  const [error, setError] = useState(null);
  const [active, setActive] = useState(false);
  const fetchNow = useRef(null);
  const long = useRef(false);

  useEffect(() => {
    const abort = new AbortController();
    long.current = false;
    let timer = 0;
    let calm = 0;
    let pause = REFRESH_MS;
    let busy = false;
    let again = false;
    fetchNow.current = async () => {
      timer = 0;
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      const began = performance.now();
      try {
        const show = async (events, partial) => {
          const next = await traceOf(id, events, partial);
          if (!abort.signal.aborted) setTrace((before) => (partial && before ? before : next));
        };
        await show(await eventsOf(id, wanted.current, long, (events) => show(events, true), abort.signal), false);
        setError(null);
      } catch (failure) {
        if (failure.name !== "AbortError") setError(failure);
      }
      busy = false;
      pause = Math.max(REFRESH_MS, 4 * (performance.now() - began));
      if (again && !abort.signal.aborted) soon();
      again = false;
    };
    const soon = () => { timer ||= setTimeout(fetchNow.current, pause); };
    const touched = (changed) => {
      if (changed !== id) return;
      soon();
      setActive(true);
      clearTimeout(calm);
      calm = setTimeout(() => setActive(false), ACTIVE_MS);
    };
    const stops = [onStream("session", touched), onStream("resync", soon)];
    fetchNow.current();
    return () => {
      abort.abort();
      clearTimeout(timer);
      clearTimeout(calm);
      stops.forEach((stop) => stop());
    };
  }, [id]);

  const lacking = whole && trace?.nodes.some((node) => node.event.outline);
  useEffect(() => { if (lacking) fetchNow.current(); }, [lacking]);
  return { trace: lacking ? null : trace, error, active, reload: () => fetchNow.current() };
}

/** Between its steps the browser gets to draw and to take keys. */
async function traceOf(id, events, partial) {
  await rest();
  const built = buildTrace(events, id);
  await rest();
  const waited = criticalPath(built);
  await rest();
  return { ...groupSiblings(built), waited, partial };
}

function rest() {
  return new Promise((resolve) => { setTimeout(resolve); });
}

async function eventsOf(id, whole, long, onBeginning, signal) {
  try {
    if (!long.current) {
      const { events, next_cursor: more } = await getFirstEvents(id, signal);
      if (!more) return events;
      long.current = true; // and it will not become shorter
      if (!whole && events.some((event) => event.event_id === id)) onBeginning(events);
    }
  } catch (failure) {
    if (failure.status === 404) return []; // it may be on its way
    throw failure;
  }
  return whole ? getSessionEvents(id, signal) : getSessionOutline(id, signal);
}
