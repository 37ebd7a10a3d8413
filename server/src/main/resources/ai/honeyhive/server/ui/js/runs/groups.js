import { datasetOf } from "./changes.js";

/** What was measured: the experiment, or else what bears its name. */
export function experimentOf(run) {
  return String(run.metadata?.experiment ?? run.configuration?.function ?? run.name ?? "unnamed");
}

/**
 * Runs in groups, as `[{key, runs, baseline}]`, the group with the newest run first. What a run is held against is the
 * one that was `chosen`, else the oldest that is complete.
 */
export function groupRuns(runs, by, chosen) {
  const groups = new Map();
  for (const run of runs) {
    const key = by === "dataset" ? datasetOf(run) || "no dataset" : by === "flat" ? "" : experimentOf(run);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(run);
  }
  return [...groups].map(([key, members]) => ({
    key, runs: members,
    baseline: members.find((run) => chosen.includes(run.run_id)) ?? members.findLast((run) => run.status === "completed") ?? members[members.length - 1],
  }));
}

/** The run before `run` in its group; runs are newest first. */
export function before(group, run) {
  return group.runs[group.runs.indexOf(run) + 1];
}

/** What the group is about, in a line. */
export function describe({ runs }, by) {
  const newest = runs[0];
  const evaluators = (newest.evaluators ?? newest.configuration?.evaluators ?? []).map((each) => (typeof each === "string" ? each : each.name)).filter(Boolean);
  return [evaluators.length && "evaluators " + evaluators.join(", "), by !== "dataset" && datasetOf(newest) && "dataset " + datasetOf(newest)].filter(Boolean).join(" · ");
}
