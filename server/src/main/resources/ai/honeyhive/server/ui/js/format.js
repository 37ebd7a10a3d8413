/** What stands for a value that is not known. */
export const UNKNOWN = "–";

export function count(value) {
  return isNumber(value) ? integer(value) : UNKNOWN;
}

/** All its digits, the thousands apart. */
export function exact(value) {
  return String(value).replace(/^-?\d{4,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

/** `1 session`, `2 sessions`. */
export function counted(value, noun) {
  return count(value) + " " + noun + (value === 1 ? "" : "s");
}

/** Milliseconds as `240 µs`, `38 ms`, `1.92 s`, `1 m 25 s`, `2 h 05 m`: three significant figures. */
export function duration(ms) {
  if (!isNumber(ms)) return UNKNOWN;
  if (ms < 0) return "−" + duration(-ms);
  if (ms === 0) return "0 ms";
  if (ms < 0.9995) return significant(ms * 1000, 3) + " µs";
  if (ms < 999.5) return significant(ms, 3) + " ms";
  if (ms < 9995) return (ms / 1000).toFixed(2) + " s";
  if (ms < 59950) return (ms / 1000).toFixed(1) + " s";
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${two(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m`;
  return `${Math.floor(minutes / 1440)} d ${two(Math.floor((minutes % 1440) / 60))} h`;
}

/** Exact to 99,999, then `612 k`, then `6.13 M`. */
export function tokens(value) {
  if (!isNumber(value)) return UNKNOWN;
  if (value < 1e5) return integer(value);
  if (value < 999500) return Math.round(value / 1000) + " k";
  return significant(value / 1e6, 3) + " M";
}

/** Dollars with at least two significant digits. Unknown is not zero. */
export function cost(value) {
  if (!isNumber(value)) return UNKNOWN;
  if (value === 0) return "$0";
  if (value < 0) return "−" + cost(-value);
  if (value >= 1) return "$" + grouped(value.toFixed(2));
  if (value >= 0.01) return "$" + value.toFixed(3);
  const digits = Math.min(12, 1 - Math.floor(Math.log10(value)));
  return "$" + value.toFixed(digits);
}

/** A score: integers exact, everything else with two or three decimals. */
export function score(value) {
  if (typeof value === "boolean") return value ? "✓" : "✗";
  if (!isNumber(value)) return value === null || value === undefined ? UNKNOWN : String(value);
  if (Number.isInteger(value)) return integer(value);
  return Math.abs(value) >= 0.001 && Math.abs(value) < 1000 ? value.toFixed(3).replace(/0$/, "") : String(+value.toPrecision(3));
}

/** A mean: always with three decimals below ten, so that a column of them can be compared. */
export function mean(value) {
  if (!isNumber(value)) return UNKNOWN;
  return Math.abs(value) < 10 ? value.toFixed(3) : significant(value, 4);
}

export function percent(part, whole) {
  return whole > 0 ? significant((part / whole) * 100, part === whole ? 3 : 2) + " %" : UNKNOWN;
}

export function bytes(value) {
  if (value < 1024) return value + " B";
  if (value < 1024 * 1024) return significant(value / 1024, 3) + " KB";
  return significant(value / 1024 / 1024, 3) + " MB";
}

export function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/** The value below which the share `p` of the numbers lies, or undefined when there are none. */
export function quantile(sorted, p) {
  if (!sorted.length) return undefined;
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)];
}

function significant(value, figures) {
  return value >= 10 ** figures ? integer(value) : String(+value.toPrecision(figures));
}

function integer(value) {
  return Math.abs(value) < 1e21 ? grouped(value.toFixed(0)) : String(value);
}

/** Thousands apart. The browser's own formats do the same, after 20 ms that the first view would have to wait. */
function grouped(digits) {
  return digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");
}

function two(value) {
  return String(value).padStart(2, "0");
}
