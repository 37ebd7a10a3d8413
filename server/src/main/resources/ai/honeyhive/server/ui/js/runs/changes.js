import { compactJson } from "../text.js";

/** What differs by nature from run to run. */
const NOT_CHANGES = new Set(["metadata.gates", "metadata.gates_passed", "metadata.experiment", "configuration.datapoint_ids", "configuration.dataset_id", "configuration.name", "configuration.run_name", "metadata.git.branch", "metadata.git.remote_url", "metadata.git.commit_hash", "metadata.git.commitHash", "metadata.git.is_dirty", "metadata.git.uncommittedChanges", "metadata.git.author"]);
const LONGEST = 60;

/** What of a run's configuration and metadata is another in `after`: a list of `{name, before, after}`, texts as short lines. */
export function changesBetween(before, after) {
  const old = settingsOf(before);
  const now = settingsOf(after);
  return [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ name: path.replace(/^(configuration|metadata)\./, "").replace(/^git\.commit_hash_short$/, "git").replace(/^offline_dataset_id$/, "dataset"), before: old.get(path), after: now.get(path) }));
}

/** Whether the run's files were changed against its commit. */
export function isDirty(run) {
  return Boolean(run.metadata?.git?.is_dirty ?? run.metadata?.git?.uncommittedChanges);
}

/** The dataset's name, or what else is known of it. */
export function datasetOf(run) {
  return run.dataset_name ?? run.metadata?.offline_dataset_id ?? run.dataset_id ?? "";
}

function settingsOf(run) {
  const settings = new Map();
  const walk = (value, path) => {
    if (NOT_CHANGES.has(path)) return;
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      for (const key of Object.keys(value)) walk(value[key], path + "." + key);
    } else if (value !== null && value !== undefined) {
      const text = typeof value === "object" ? compactJson(value, LONGEST) : String(value);
      settings.set(path, text.length > LONGEST ? text.slice(0, LONGEST) + "…" : text);
    }
  };
  walk(run.configuration ?? {}, "configuration");
  walk(run.metadata ?? {}, "metadata");
  return settings;
}
