import { createStore, settings } from "./store.js";

const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/** What is shown now: "light" or "dark". */
export const theme = createStore(shown());

systemIsDark.addEventListener("change", () => theme.set(shown()));

/** Switches between light and dark. Choosing what the system shows anyway goes back to following it. */
export function toggleTheme() {
  const next = shown() === "dark" ? "light" : "dark";
  const follows = next === (systemIsDark.matches ? "dark" : "light");
  if (follows) delete root.dataset.theme;
  else root.dataset.theme = next;
  settings.set("theme", follows ? null : next);
  theme.set(next);
}

function shown() {
  return root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light");
}
