import { getRunResult, listSessions } from "../api.js";
import { isNumber, quantile } from "../format.js";
import { createStore } from "../store.js";

/** How many runs are asked about at once, and how many of a run's sessions are counted. */
const AT_ONCE = 3;
const SESSION_PAGE = 500;
const SESSION_PAGES = 4;

/** What is known about runs beyond their own record: `run_id -> {rows, failed, p95, cost, metrics, partial}`. */
export const digests = createStore(new Map());

const asked = new Map();
const queue = [];
let busy = 0;

/** Makes sure that the run's digest is there or on its way; a run that changed is asked about again. */
export function wantDigest(run, version = run.updated_at ?? run.created_at) {
  if (asked.get(run.run_id) === version) return;
  asked.set(run.run_id, version);
  const waiting = queue.findIndex((each) => each.run_id === run.run_id);
  if (waiting >= 0) queue.splice(waiting, 1);
  queue.unshift(run); // what was asked for last is in sight now
  pump();
}

function pump() {
  while (busy < AT_ONCE && queue.length) {
    const run = queue.shift();
    busy++;
    fetchDigest(run.run_id).then((digest) => put(run.run_id, digest), (error) => put(run.run_id, { ...digests.get().get(run.run_id), error })).finally(() => {
      busy--;
      pump();
    });
  }
}

function put(id, digest) {
  if (digest.error) asked.delete(id); // the next look at it tries again
  digests.set(new Map(digests.get()).set(id, digest));
}

async function fetchDigest(id) {
  const [result, sessions] = await Promise.all([getRunResult(id), sessionsOf(id)]);
  const times = sessions.rows.filter((row) => row.status !== "running").map((row) => row.duration).filter(isNumber).sort((a, b) => a - b);
  const costs = sessions.rows.map((row) => row.cost).filter(isNumber);
  return {
    rows: sessions.rows.length, partial: sessions.partial, running: sessions.rows.filter((row) => row.status === "running").length,
    failed: sessions.rows.filter((row) => row.status === "error").length, p95: quantile(times, 0.95),
    cost: costs.length ? costs.reduce((a, b) => a + b, 0) : undefined, metrics: metricsOf(result), error: null,
  };
}

async function sessionsOf(runId) {
  const rows = [];
  let cursor;
  for (let page = 0; page < SESSION_PAGES; page++) {
    const body = await listSessions({ run_id: runId, limit: SESSION_PAGE, cursor });
    rows.push(...body.sessions);
    cursor = body.next_cursor;
    if (!cursor) return { rows, partial: false };
  }
  return { rows, partial: true };
}

/** The result's metrics as `[{name, label, mean, values}]`; two events may have a metric of the same name. */
export function metricsOf(result) {
  const details = (result.metrics?.details ?? []).filter((detail) => isNumber(detail.aggregate));
  const names = new Map();
  for (const { metric_name: name } of details) names.set(name, (names.get(name) ?? 0) + 1);
  return details.map((detail) => ({
    name: detail.metric_name, mean: detail.aggregate, values: detail.values ?? [],
    label: names.get(detail.metric_name) > 1 && detail.event_name ? `${detail.metric_name} · ${detail.event_name}` : detail.metric_name,
  }));
}
