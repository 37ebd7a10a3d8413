import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { getEvent } from "../api.js";
import { LoadProblem, Skeleton } from "../components/states.js";
import { StatusBar } from "../components/status-bar.js";
import { redirect, sessionLink } from "../router.js";

/** An event's own address leads to its session, with the event selected. */
export function EventRedirect({ id }) {
  const [error, setError] = useState(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setError(null);
    getEvent(id, abort.signal).then((body) => {
      const event = body.event ?? body;
      redirect(sessionLink(event.session_id ?? event.event_id, { event: event.event_id }));
    }, (failure) => failure.name !== "AbortError" && setError(failure));
    return () => abort.abort();
  }, [id, attempt]);
  return h("main", { class: "view" },
    error ? h(LoadProblem, { error, what: "Event " + id, onRetry: () => setAttempt(attempt + 1) }) : h(Skeleton), h(StatusBar));
}
