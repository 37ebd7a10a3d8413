import { useEffect, useState } from "preact/hooks";
import { getRun, getRunResult, listRunRows } from "../api.js";
import { onStream } from "../stream.js";
import { metricsOf } from "./digests.js";
import { isRunning } from "./run-list.js";

const PAGE = 200;
const MOST_ROWS = 5000;
const REFRESH_MS = 500;

/**
 * A run with its metrics and all its rows (as far as 5,000), kept up to date: `{run, metrics, rows, complete, error,
 * reload}`. Only pages in which something changed, and the last, are asked for again.
 */
export function useRun(id) {
  const [state, setState] = useState({ run: null, metrics: [], rows: [], complete: false, capped: false, error: null });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    const pages = [];
    const touched = new Set();
    let timer = 0;
    let busy = false;
    let pause = REFRESH_MS;
    let over = false;
    const show = (changes) => !abort.signal.aborted && setState((before) => ({ ...before, ...changes }));
    const gathered = () => pages.flatMap((page) => page.rows);

    const fetchFrom = async (index) => {
      for (let i = index; ; i++) {
        const cursor = i === 0 ? undefined : pages[i - 1].next;
        const body = await listRunRows(id, { limit: PAGE, cursor }, abort.signal);
        pages[i] = { rows: body.rows, next: body.next_cursor };
        const capped = Boolean(body.next_cursor) && (i + 1) * PAGE >= MOST_ROWS;
        show({ rows: gathered(), complete: !body.next_cursor, capped });
        if (!body.next_cursor || capped) return;
      }
    };
    const refresh = async () => {
      timer = 0;
      if (busy) {
        soon();
        return;
      }
      busy = true;
      const began = performance.now();
      try {
        const [run, result] = await Promise.all([getRun(id, abort.signal), getRunResult(id, abort.signal)]);
        show({ run, metrics: metricsOf(result) });
        over = !isRunning(run);
        const changed = pages.slice(0, -1).map((page, i) => (page.rows.some((row) => touched.has(row.session_id)) ? i : -1)).filter((i) => i >= 0);
        touched.clear();
        for (const i of changed) {
          const body = await listRunRows(id, { limit: PAGE, cursor: i === 0 ? undefined : pages[i - 1].next }, abort.signal);
          pages[i] = { ...pages[i], rows: body.rows };
        }
        await fetchFrom(Math.max(0, pages.length - 1));
        show({ error: null });
      } catch (error) {
        if (error.name !== "AbortError") show({ error });
      }
      busy = false;
      pause = Math.max(REFRESH_MS, 4 * (performance.now() - began));
    };
    const soon = () => { timer ||= setTimeout(refresh, pause); };
    const session = (changed) => {
      const known = pages.some((page) => page.rows.some((row) => row.session_id === changed));
      if (known) touched.add(changed);
      if (known || !over) soon(); // a session that is not among the rows may become one while the run goes on
    };
    const stops = [onStream("run", (changed) => changed === id && soon()), onStream("session", session), onStream("resync", soon)];
    refresh();
    return () => {
      abort.abort();
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [id, attempt]);
  return { ...state, reload: () => setAttempt(attempt + 1) };
}
