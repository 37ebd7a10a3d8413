import { base } from "./base.js";
import { createStore } from "./store.js";

/** Whether a key is asked for, and why: the server refused ("refused"), or another project is wanted ("wanted"). */
export const access = createStore({ asked: "" });

export function askForKey(reason) {
  if (access.get().asked !== reason) access.set({ asked: reason });
}

/** Has the server keep the key in a cookie that scripts cannot read; tells what is wrong, or starts the page anew. */
export async function useKey(key) {
  const body = JSON.stringify({ key });
  let response;
  try {
    response = await fetch(base + "/login", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  } catch {
    return "The server does not answer.";
  }
  if (response.ok) {
    window.location.reload();
    return "";
  }
  const answer = await response.json().catch(() => ({}));
  return answer.message ?? "The server refused the key.";
}

/** Forgets the key. */
export async function forgetKey() {
  await fetch(base + "/logout", { method: "POST" });
  window.location.reload();
}
