import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "./icons.js";

const SHOWN_MS = 1500;

/** Copies `text` (or what the function gives) and says so for a moment. */
export function CopyButton({ text, label, icon, quiet = true }) {
  const [done, setDone] = useState("");
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(""), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => {
    try {
      await copyText(typeof text === "function" ? text() : text);
      setDone("Copied");
    } catch {
      setDone("Not allowed");
    }
  };
  return h("button", {
    type: "button", class: "btn" + (quiet ? " quiet" : "") + (icon ? " icon" : ""), onClick: copy,
    "aria-label": label, title: done || label,
  }, icon ? h(Icon, { name: done === "Copied" ? "check" : icon }) : done || "Copy", icon && h("span", { class: "sr", role: "status" }, done));
}

/** Puts text on the clipboard, also where a page without HTTPS has no clipboard API. */
export async function copyText(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (!copied) throw new Error("the browser refused to copy");
}
