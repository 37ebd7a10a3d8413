import { parseFilter, wireFilters } from "../filter/parse.js";

/** Ranges that end now, by how they stand in the address. */
export const RANGES = { "60m": 3_600_000, "24h": 86_400_000, "7d": 604_800_000, "30d": 2_592_000_000 };
export const RANGE_NAMES = { "": "All time", "60m": "Last 60 min", "24h": "Last 24 h", "7d": "Last 7 days", "30d": "Last 30 days" };

/** A time that moves on would make every request another one. */
const GRAIN_MS = 60_000;

/** What is asked of the server for the view state `{q, status, range, run}`. */
export function criteriaOf({ q, status, range, run }) {
  const { filters, words, faults } = parseFilter(q ?? "");
  const all = status ? [...filters, { field: "status", operator: "is", value: status, type: "string" }] : filters;
  return {
    faults,
    query: {
      run_id: run, text: words.map((word) => word + "*").join(" ") || undefined, filters: all.length ? JSON.stringify(wireFilters(all)) : undefined, dateRange: dateRange(range),
    },
  };
}

function dateRange(range) {
  if (!range) return undefined;
  if (RANGES[range]) {
    const from = Math.floor((Date.now() - RANGES[range]) / GRAIN_MS) * GRAIN_MS;
    return JSON.stringify({ $gte: new Date(from).toISOString() });
  }
  const [from, to] = range.split("..");
  return JSON.stringify({ ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) });
}

export function isFiltered({ q, status, range }) {
  return Boolean(q?.trim() || status || range);
}

/** `2026-11-26T10:00:00.000Z..2026-11-26T11:00:00.000Z` */
export function writeRange(from, to) {
  return new Date(from).toISOString() + ".." + new Date(to).toISOString();
}
