import { useEffect, useState } from "preact/hooks";
import { compareRuns, getRun, listPairRows } from "../api.js";
import { onStream } from "../stream.js";

const PAGE = 100;
const REFRESH_MS = 1500;

/** Both runs and the statistics of their difference, kept up to date: `{baseline, candidate, result, error, reload}`. */
export function useComparison(baseline, candidate, lower) {
  const [state, setState] = useState({ baseline: null, candidate: null, result: null, error: null, version: 0 });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    let timer = 0;
    const load = async () => {
      timer = 0;
      try {
        const [first, second, result] = await Promise.all([getRun(baseline, abort.signal), getRun(candidate, abort.signal), compareRuns(baseline, candidate, { lower_is_better: lower }, abort.signal)]);
        setState((before) => ({ baseline: first, candidate: second, result, error: null, version: before.version + 1 }));
      } catch (error) {
        if (error.name !== "AbortError") setState((before) => ({ ...before, error }));
      }
    };
    const touched = (id) => {
      if (id === baseline || id === candidate || id === undefined) timer ||= setTimeout(load, REFRESH_MS);
    };
    const stops = [onStream("run", touched), onStream("resync", touched)];
    load();
    return () => {
      abort.abort();
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [baseline, candidate, lower.join("\n"), attempt]);
  return { ...state, reload: () => setAttempt(attempt + 1) };
}

/** The rows that match, as far as they were scrolled to: `{rows, counts, total, loading, error, more}`. */
export function usePairRows(baseline, candidate, query, version) {
  const [state, setState] = useState({ rows: [], counts: null, total: 0, loading: true, error: null });
  const [pages, setPages] = useState(1);
  const { metric, rows: kind, text, lower } = query;
  const key = JSON.stringify([baseline, candidate, metric, kind, text, lower]);
  const [shown, setShown] = useState(key);
  const wanted = shown === key ? pages : 1;
  useEffect(() => {
    const abort = new AbortController();
    setShown(key);
    setPages(wanted);
    if (!metric) return () => abort.abort();
    setState((before) => ({ ...before, loading: true }));
    const load = async () => {
      const rows = [];
      for (let page = 1; page <= wanted; page++) {
        const body = await listPairRows(baseline, candidate, { metric, rows: kind, text, lower_is_better: lower, limit: PAGE, page }, abort.signal);
        rows.push(...body.rows);
        const loading = page < wanted;
        // a list that became shorter in between would scroll away from what is being read
        setState((before) => ({ rows: loading && shown === key ? [...rows, ...before.rows.slice(rows.length)] : [...rows], counts: body.counts, total: body.total, loading, error: null }));
      }
    };
    load().catch((error) => error.name !== "AbortError" && setState((before) => ({ ...before, loading: false, error })));
    return () => abort.abort();
  }, [key, wanted, version]);
  const more = () => {
    if (!state.loading && state.rows.length < state.total) setPages(wanted + 1);
  };
  return { ...state, more };
}
