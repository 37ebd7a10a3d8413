/** Words that have to occur, all of them; `"two words"` count as one. */
export function wordsOf(text) {
  return [...(text ?? "").toLowerCase().matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2]).filter(Boolean);
}
