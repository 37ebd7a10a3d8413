import { useEffect, useMemo } from "preact/hooks";
import { filterSessions } from "../sessions/filter.js";
import { allSessions, SessionList } from "../sessions/list.js";
import { useStore } from "../store.js";

/** How far the list is searched for a session that was opened by a link. */
const REACH = 1000;

const lists = new Map();

/** Where the session stands in the list it was opened from (same filter), and its neighbours there. */
export function useNeighbours(id, { q, status, run }) {
  const source = run ? listOfRun(run) : allSessions;
  const list = useStore(source.store);
  const rows = useMemo(() => {
    const matching = [...filterSessions(list.rows, q, status)];
    return run ? matching.reverse() : matching; // a run's rows stand in the order they began
  }, [list.rows, q, status, run]);
  const at = rows.findIndex((row) => row.session_id === id);
  useEffect(() => {
    if ((at < 0 || run) && !list.loading && !list.end && !list.error && list.rows.length < REACH) source.loadMore();
  }, [list, at]);
  if (at < 0) return { position: 0, count: 0, previous: null, next: null };
  return { position: at + 1, count: rows.length, more: !list.end, previous: rows[at - 1]?.session_id ?? null, next: rows[at + 1]?.session_id ?? null };
}

function listOfRun(run) {
  if (!lists.has(run)) {
    lists.clear(); // one run at a time is enough to walk through
    lists.set(run, new SessionList({ run_id: run }));
  }
  return lists.get(run);
}
