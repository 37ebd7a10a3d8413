import { useLayoutEffect, useState } from "preact/hooks";

/** A value that can be read, replaced and watched. */
export function createStore(value) {
  const watchers = new Set();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const watcher of [...watchers]) watcher(value);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** The store's value; the component renders again whenever it is replaced. */
export function useStore(store) {
  const [value, setValue] = useState(store.get);
  useLayoutEffect(() => {
    setValue(() => store.get());
    return store.watch((next) => setValue(() => next));
  }, [store]);
  return value;
}

/** Settings that outlive the tab. Where storage is forbidden they last as long as the tab does. */
export const settings = {
  get(name) {
    try {
      return localStorage.getItem("hh." + name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem("hh." + name);
      else localStorage.setItem("hh." + name, value);
    } catch {
      // Forbidden or full: the choice still holds for this tab.
    }
  },
};
