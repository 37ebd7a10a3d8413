import { useEffect, useState } from "preact/hooks";
import { getSessionOverview } from "../api.js";
import { onStream } from "../stream.js";

const REFRESH_MS = 2000;

/** What the sessions of a query have in common, once it is `wanted`; asked for again, not too often, when sessions change. */
export function useOverview(query, wanted) {
  const [overview, setOverview] = useState(null);
  const key = JSON.stringify(query);
  useEffect(() => {
    if (!wanted) return undefined;
    const abort = new AbortController();
    let timer = 0;
    const load = () => {
      timer = 0;
      getSessionOverview(query, abort.signal).then(setOverview, (failure) => failure.name !== "AbortError" && setOverview(null)); // the list says what is wrong
    };
    const soon = () => { timer ||= setTimeout(load, REFRESH_MS); };
    const stops = [onStream("session", soon), onStream("resync", soon)];
    load();
    return () => {
      abort.abort();
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [key, wanted]);
  return overview;
}
