import { useEffect, useState } from "preact/hooks";
import { listRuns } from "../api.js";
import { experimentOf } from "./groups.js";

const PAGE = 100;

/** The run of the same experiment before this one, or null. */
export function usePrevious(run) {
  const [previous, setPrevious] = useState(null);
  useEffect(() => {
    if (!run) return undefined;
    const abort = new AbortController();
    const query = { limit: PAGE, sort_by: "created_at", sort_order: "desc", dateRange: JSON.stringify({ $lte: run.created_at }) };
    listRuns(query, abort.signal).then(
      (body) => setPrevious(body.evaluations.find((other) => other.run_id !== run.run_id && experimentOf(other) === experimentOf(run) && other.created_at <= run.created_at) ?? null),
      () => {}, // without it the run is shown alone
    );
    return () => abort.abort();
  }, [run?.run_id]);
  return previous;
}
