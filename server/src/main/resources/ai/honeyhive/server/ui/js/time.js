import { isNumber, UNKNOWN } from "./format.js";
import { createStore, settings } from "./store.js";

/** The one zone in which every time on the page is shown: `UTC`, or the reader's `own`. */
export const zone = createStore(settings.get("zone") === "UTC" ? "UTC" : "own");

/** The name of the reader's zone, once it was looked up. */
export const ownZone = createStore("");

/** Browsers take longer over the first lookup than over drawing a list of rows: to be called after that. */
export function nameZone() {
  ownZone.set(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
}

export function toggleZone() {
  const next = zone.get() === "UTC" ? "own" : "UTC";
  settings.set("zone", next === "UTC" ? "UTC" : null);
  zone.set(next);
}

/** The zone's offset now, with its name where that is known, as `Europe/Berlin (UTC+01:00)`. */
export function zoneLabel(name) {
  if (zone.get() === "UTC" || name === "UTC") return "UTC";
  const ahead = "UTC" + offsetText(Date.now());
  return name ? `${name} (${ahead})` : ahead;
}

/** `14:32:41.200`, with the date before it when that is not today. */
export function clock(ms) {
  if (!isTime(ms)) return UNKNOWN;
  const time = shown(ms);
  const today = shown(Date.now());
  return (sameDay(time, today) ? "" : day(time, today) + " ") + time.slice(11);
}

/** `today 14:32:41` or `20 Nov 16:05`: for headers and lists of runs. */
export function moment(ms) {
  if (!isTime(ms)) return UNKNOWN;
  const time = shown(ms);
  const today = shown(Date.now());
  return sameDay(time, today) ? "today " + time.slice(11, 19) : day(time, today) + " " + time.slice(11, 16);
}

/** ISO 8601 with the zone's offset, for tooltips and copying. */
export function iso(ms) {
  return isTime(ms) ? shown(ms) + offsetText(ms) : "unknown time";
}

/** Whether this can be a time at all: later than 1970 and within what four digits of a year can hold. */
export function isTime(ms) {
  return isNumber(ms) && ms > 0 && ms < LAST;
}

const LAST = Date.UTC(9999, 11, 31);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Date and time of day as a clock of the zone shows them, `2026-11-20T16:05:31.250`. */
function shown(ms) {
  return new Date(ms + offset(ms) * 60_000).toISOString().slice(0, -1);
}

/** How many minutes the zone is ahead of UTC at a time. */
function offset(ms) {
  return zone.get() === "UTC" ? 0 : -new Date(ms).getTimezoneOffset();
}

function sameDay(time, other) {
  return time.slice(0, 10) === other.slice(0, 10);
}

function day(time, today) {
  const [year, month, date] = time.slice(0, 10).split("-").map(Number);
  return `${date} ${MONTHS[month - 1]}` + (year === +today.slice(0, 4) ? "" : " " + year);
}

function offsetText(ms) {
  const minutes = offset(ms);
  const size = Math.abs(minutes);
  const text = String(Math.floor(size / 60)).padStart(2, "0") + ":" + String(size % 60).padStart(2, "0");
  return (minutes < 0 ? "−" : "+") + text;
}
