import { createStore } from "../store.js";

const DEPTH = 200;

/**
 * What was done to a dataset in this tab, so that it can be taken back. Each step is `{label, undo, redo}`.
 * Steps wait for each other: a key pressed while the server still works on the one before is not lost.
 */
export class History {
  #last = Promise.resolve();
  #waiting = 0;

  constructor() {
    this.store = createStore({ done: [], undone: [], busy: false, error: null });
  }

  /** Does a step and remembers it; one that fails leaves nothing behind but its error. */
  run(step) {
    return this.#next(async ({ done }) => {
      await step.redo();
      return { done: [...done, step].slice(-DEPTH), undone: [] };
    });
  }

  undo() {
    return this.#next(async ({ done, undone }) => {
      const step = done[done.length - 1];
      if (!step) return {};
      await step.undo();
      return { done: done.slice(0, -1), undone: [...undone, step] };
    });
  }

  redo() {
    return this.#next(async ({ done, undone }) => {
      const step = undone[undone.length - 1];
      if (!step) return {};
      await step.redo();
      return { done: [...done, step], undone: undone.slice(0, -1) };
    });
  }

  #next(work) {
    this.#waiting++;
    this.#set({ busy: true });
    this.#last = this.#last.then(async () => {
      let changes;
      try {
        changes = { error: null, ...await work(this.store.get()) };
      } catch (error) {
        changes = { error };
      }
      this.#set({ ...changes, busy: --this.#waiting > 0 });
    });
    return this.#last;
  }

  #set(changes) {
    this.store.set({ ...this.store.get(), ...changes });
  }
}
