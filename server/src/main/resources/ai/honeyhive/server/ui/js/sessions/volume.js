import { h } from "preact";
import { counted, duration } from "../format.js";
import { isTime, moment } from "../time.js";

const BINS = 72;
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800, 2592000, 31536000].map((s) => s * 1000);
const UP = 20;
const DOWN = 9;

/** When the sessions shown started: all of them above the line, those with errors below it. */
export function Volume({ rows }) {
  const volume = volumeOf(rows);
  if (!volume) return null;
  const { from, step, all, failed } = volume;
  const most = Math.max(...all);
  const bar = (count, i, up) => {
    const height = count ? Math.max(1.5, (count / most) * (up ? UP : DOWN)) : 0;
    return height ? `M${i * 10 + 1} ${up ? UP + 2 : UP + 4}h8v${up ? "-" : ""}${height.toFixed(1)}h-8z` : "";
  };
  const label = `${counted(rows.length, "session")} from ${moment(from)} on, a bar for every ${duration(step)}; errors below the line`;
  return h("svg", { class: "volume", viewBox: `0 0 ${all.length * 10} 34`, preserveAspectRatio: "none", role: "img", "aria-label": label }, h("title", null, label),
    h("path", { class: "bars", d: all.map((count, i) => bar(count, i, true)).join("") }),
    h("path", { class: "bars-e", d: failed.map((count, i) => bar(count, i, false)).join("") }),
    h("path", { class: "base", d: `M0 ${UP + 3}H${all.length * 10}` }));
}

function volumeOf(rows) {
  const timed = rows.filter((row) => isTime(row.start_time));
  if (timed.length < 2) return null;
  const newest = timed[0].start_time;
  const oldest = timed[timed.length - 1].start_time;
  const step = STEPS_MS.find((each) => (newest - oldest) / each < BINS) ?? (newest - oldest) / BINS;
  const from = Math.floor(oldest / step) * step;
  const size = Math.max(BINS, Math.floor((newest - from) / step) + 1);
  const first = size - 1 - Math.floor((newest - from) / step);
  const all = new Array(size).fill(0);
  const failed = new Array(size).fill(0);
  for (const row of timed) {
    const bin = Math.min(size - 1, Math.max(0, first + Math.floor((row.start_time - from) / step)));
    all[bin]++;
    if (row.status === "error") failed[bin]++;
  }
  return { from: from - first * step, step, all, failed };
}
