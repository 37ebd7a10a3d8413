import { listRuns } from "../api.js";
import { createStore } from "../store.js";
import { onStream } from "../stream.js";

const PAGE = 50;
const REFRESH_MS = 500;

/**
 * The runs as far as they are loaded, newest first. `versions` counts what happened to a run while it was watched,
 * so that what was derived from it is asked for again.
 */
class RunList {
  constructor() {
    this.store = createStore({ runs: [], loaded: false, loading: false, end: false, error: null, versions: new Map() });
    this.pages = 1;
    this.timer = 0;
  }

  follow() {
    const stops = [
      onStream("run", (id) => this.#touched(id)),
      onStream("resync", () => this.refresh()),
    ];
    this.refresh();
    return () => {
      clearTimeout(this.timer);
      this.timer = 0;
      stops.forEach((stop) => stop());
    };
  }

  loadMore() {
    const { loading, end, loaded } = this.store.get();
    if (loading || end || !loaded) return;
    this.pages++;
    this.refresh();
  }

  /** Asks for everything that is loaded: runs are few, and any of them may have changed. */
  async refresh() {
    this.#update({ loading: true });
    try {
      const runs = new Map();
      let end = false;
      for (let page = 1; page <= this.pages && !end; page++) {
        const body = await listRuns({ limit: PAGE, page, sort_by: "created_at", sort_order: "desc" });
        for (const run of body.evaluations) runs.set(run.run_id, run);
        end = body.pagination ? !body.pagination.has_next : body.evaluations.length < PAGE;
      }
      this.#update({ runs: [...runs.values()], loaded: true, loading: false, end, error: null });
    } catch (error) {
      this.#update({ loading: false, error });
    }
  }

  #touched(id) {
    const { versions } = this.store.get();
    this.#update({ versions: new Map(versions).set(id, (versions.get(id) ?? 0) + 1) });
    this.timer ||= setTimeout(() => {
      this.timer = 0;
      this.refresh();
    }, REFRESH_MS);
  }

  #update(changes) {
    this.store.set({ ...this.store.get(), ...changes });
  }
}

export const runList = new RunList();

/** Whether more rows may still come. */
export function isRunning(run) {
  return run.status === "running" || run.status === "pending";
}
