import { createDatapoint, getDataset, listDatapoints, updateDatapoint, updateDataset } from "../api.js";
import { createStore } from "../store.js";

const PAGE = 500;

/** The rows of one dataset, in its order: read once in pages, then kept in step with what is done here. */
export class DatasetRows {
  constructor(dataset) {
    this.dataset = dataset;
    this.kept = new Set();
    this.copies = new Map();
    this.store = createStore({ rows: [], complete: false, error: null });
  }

  async load(signal) {
    let cursor;
    let rows = [];
    try {
      do {
        const body = await listDatapoints({ dataset_id: this.dataset, limit: PAGE, cursor }, signal);
        rows = [...rows, ...body.datapoints];
        cursor = body.next_cursor;
        this.store.set({ rows, complete: !cursor, error: null });
      } while (cursor);
    } catch (error) {
      if (error.name !== "AbortError") this.store.set({ ...this.store.get(), error });
    }
  }

  /** From now on these versions hold their rows as they are. */
  keep(versions) {
    this.kept = new Set(versions.flatMap(({ datapoints }) => datapoints));
  }

  /** What a row is now, or the copy that took its place. */
  get(id) {
    const now = this.idOf(id);
    return this.store.get().rows.find((row) => row.id === now);
  }

  idOf(id) {
    let now = id;
    while (this.copies.has(now)) now = this.copies.get(now);
    return now;
  }

  /** Stores a change of a row. One that a version holds stays what it is: a copy takes its place in the dataset. */
  async change(id, changes) {
    const row = this.get(id);
    if (!this.kept.has(row.id)) {
      await updateDatapoint(row.id, changes);
      return this.#replace(row.id, changes);
    }
    const { inputs, ground_truth, history, metadata, linked_event } = { ...row, ...changes };
    const copy = await createDatapoint({ inputs, ground_truth, history, metadata, linked_event });
    const { datapoints } = await getDataset(this.dataset);
    await updateDataset(this.dataset, { datapoints: datapoints.map((each) => (each === row.id ? copy : each)) });
    this.copies.set(row.id, copy);
    return this.#replace(row.id, { ...changes, id: copy });
  }

  #replace(id, changes) {
    const { rows, ...rest } = this.store.get();
    this.store.set({ ...rest, rows: rows.map((row) => (row.id === id ? { ...row, ...changes } : row)) });
  }

  remove(id) {
    const now = this.idOf(id);
    const { rows, ...rest } = this.store.get();
    this.store.set({ ...rest, rows: rows.filter((row) => row.id !== now) });
  }
}
