const DAY_S = 86_400;
const YEAR_S = 365 * DAY_S;

/** What stands at the ticks of a time axis, in UTC: times with their day below where it begins, else days with their year. */
export function timeTicks(plot, ticks, axis, space, step) {
  const text = (at, options) => new Date(at * 1000).toLocaleString("en-GB", { timeZone: "UTC", ...options });
  const year = (at) => text(at, { year: "numeric" });
  const day = (at) => text(at, { day: "numeric", month: "short" });
  const time = (at) => text(at, { hour: "2-digit", minute: "2-digit", ...(step < 60 ? { second: "2-digit" } : {}) });
  if (step >= YEAR_S) return ticks.map(year);
  const [what, of] = step >= DAY_S ? [day, year] : [time, day];
  return ticks.map((at, i) => (i > 0 && of(ticks[i - 1]) === of(at) ? what(at) : `${what(at)}\n${of(at)}`));
}
