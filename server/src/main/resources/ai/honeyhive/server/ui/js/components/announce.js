import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const PAUSE_MS = 10_000;

/** Tells assistive technology what changed, politely and at most every ten seconds. */
export function Announce({ text }) {
  const [said, setSaid] = useState("");
  const last = useRef(-Infinity);
  useEffect(() => {
    if (text === said) return undefined;
    const say = () => {
      last.current = performance.now();
      setSaid(text);
    };
    const timer = setTimeout(say, Math.max(0, last.current + PAUSE_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [text, said]);
  return h("span", { class: "sr", role: "status" }, said);
}
