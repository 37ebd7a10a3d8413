import { getRunStatistics } from "../api.js";
import { isNumber } from "../format.js";
import { createStore } from "../store.js";

/** How many runs are asked about at once. */
const AT_ONCE = 3;
/** Enough for an interval of some pixels. */
const RESAMPLES = 2000;

/** What is known about runs beyond their own record: `run_id -> {rows, failed, running, p95, cost, metrics}`. */
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
  const { rows, failed, running, duration_p95: p95, cost, metrics } = await getRunStatistics(id, { resamples: RESAMPLES });
  return { rows, failed, running, p95, cost, metrics: metrics.map((metric) => ({ ...metric, label: metric.metric })), error: null };
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
