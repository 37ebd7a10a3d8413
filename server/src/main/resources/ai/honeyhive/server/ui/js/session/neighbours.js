import { useEffect, useMemo } from "preact/hooks";
import { criteriaOf } from "../sessions/criteria.js";
import { listOf } from "../sessions/list.js";
import { useStore } from "../store.js";

/** How far the list is searched for a session that was opened by a link. */
const REACH = 1000;

/** Where the session stands in the list it was opened from (same filter), and its neighbours there. They are looked for when `ready`. */
export function useNeighbours(id, { q, status, range, run }, ready) {
  const source = useMemo(() => listOf(criteriaOf({ q, status, range, run }).query), [q, status, range, run]);
  const list = useStore(source.store);
  const rows = useMemo(() => (run ? [...list.rows].reverse() : list.rows), [list.rows, run]); // a run's rows stand in the order they began
  const at = rows.findIndex((row) => row.session_id === id);
  useEffect(() => {
    if (ready && (at < 0 || run) && !list.loading && !list.end && !list.error && list.rows.length < REACH) source.loadMore();
  }, [list, at, ready]);
  if (at < 0) return { position: 0, count: 0, previous: null, next: null };
  return { position: at + 1, count: rows.length, more: !list.end, previous: rows[at - 1]?.session_id ?? null, next: rows[at + 1]?.session_id ?? null };
}
