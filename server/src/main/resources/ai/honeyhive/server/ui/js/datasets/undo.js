import { createStore } from "../store.js";

const DEPTH = 200;

/** What was done to a dataset in this tab, so that it can be taken back. Each step is `{label, undo, redo}`. */
export class History {
  constructor() {
    this.store = createStore({ done: [], undone: [], busy: false, error: null });
  }

  /** Does a step and remembers it; one that fails leaves nothing behind but its error. */
  async run(step) {
    if (await this.#attempt(step.redo)) this.#set({ done: [...this.store.get().done, step].slice(-DEPTH), undone: [] });
  }

  async undo() {
    const { done, undone } = this.store.get();
    const step = done[done.length - 1];
    if (step && await this.#attempt(step.undo)) this.#set({ done: done.slice(0, -1), undone: [...undone, step] });
  }

  async redo() {
    const { done, undone } = this.store.get();
    const step = undone[undone.length - 1];
    if (step && await this.#attempt(step.redo)) this.#set({ done: [...done, step], undone: undone.slice(0, -1) });
  }

  async #attempt(action) {
    if (this.store.get().busy) return false;
    this.#set({ busy: true, error: null });
    try {
      await action();
      this.#set({ busy: false });
      return true;
    } catch (error) {
      this.#set({ busy: false, error });
      return false;
    }
  }

  #set(changes) {
    this.store.set({ ...this.store.get(), ...changes });
  }
}
