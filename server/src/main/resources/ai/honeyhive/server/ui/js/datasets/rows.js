import { listDatapoints } from "../api.js";
import { createStore } from "../store.js";

const PAGE = 500;

/** The rows of one dataset, in its order: read once in pages, then kept in step with what is done here. */
export class DatasetRows {
  constructor(dataset) {
    this.dataset = dataset;
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

  get(id) {
    return this.store.get().rows.find((row) => row.id === id);
  }

  replace(id, changes) {
    const { rows, ...rest } = this.store.get();
    this.store.set({ ...rest, rows: rows.map((row) => (row.id === id ? { ...row, ...changes } : row)) });
  }

  remove(id) {
    const { rows, ...rest } = this.store.get();
    this.store.set({ ...rest, rows: rows.filter((row) => row.id !== id) });
  }
}
