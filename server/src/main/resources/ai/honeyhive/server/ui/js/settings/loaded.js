import { h } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { useScroll } from "../scroll.js";
import { LoadProblem, Skeleton, StaleBar } from "../components/states.js";

/** What `ask(signal)` answers, asked again by `again()`; what is known stays while that fails. */
export function useLoaded(ask) {
  const [{ body, error }, setState] = useState({ body: null, error: null });
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    ask(abort.signal).then((found) => setState({ body: found, error: null }),
      (failure) => failure.name !== "AbortError" && setState((before) => ({ ...before, error: failure })));
    return () => abort.abort();
  }, [version]);
  return { body, error, again: useCallback(() => setVersion((now) => now + 1), []) };
}

/** A part of the settings: its skeleton, its fault or what it shows. */
export function Part({ loaded, what, children, aside }) {
  const place = useScroll();
  const { body, error, again } = loaded;
  if (!body) return error ? h(LoadProblem, { error, what, onRetry: again }) : h(Skeleton);
  return [
    error && h(StaleBar, { error, onRetry: again }),
    h("div", { class: "split" }, h("div", { ...place, class: "scroll settings", tabIndex: 0, "data-scrolls": true, role: "region", "aria-label": what }, children), aside),
  ];
}
