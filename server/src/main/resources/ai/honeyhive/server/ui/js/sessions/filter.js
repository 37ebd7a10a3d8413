/** Words that have to occur, all of them; `"two words"` count as one. */
export function wordsOf(text) {
  return [...(text ?? "").toLowerCase().matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2]).filter(Boolean);
}

/** The rows that have one of the statuses (none given: any) and all words. */
export function filterSessions(rows, query, status) {
  const words = wordsOf(query);
  if (!words.length && !status) return rows;
  return rows.filter((row) => (!status || row.status === status) && words.every((word) => textOf(row).includes(word)));
}

const texts = new WeakMap();

/** Everything of a row that can be searched. */
function textOf(row) {
  let text = texts.get(row);
  if (text === undefined) {
    text = [row.session_name, row.error, row.preview, row.source, row.project, row.user_id, row.session_id, row.run_id,
      row.datapoint_id, ...Object.keys(row.metrics ?? {})].filter(Boolean).join("\n").toLowerCase();
    texts.set(row, text);
  }
  return text;
}

export function countByStatus(rows) {
  const counts = { running: 0, error: 0, ok: 0 };
  for (const row of rows) if (row.status in counts) counts[row.status]++;
  return counts;
}
