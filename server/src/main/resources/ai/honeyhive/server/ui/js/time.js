import { isNumber, UNKNOWN } from "./format.js";
import { createStore, settings } from "./store.js";

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** The one zone in which every time on the page is shown. */
export const zone = createStore(settings.get("zone") === "UTC" ? "UTC" : browserZone);

export function toggleZone() {
  const next = zone.get() === "UTC" ? browserZone : "UTC";
  settings.set("zone", next === "UTC" ? "UTC" : null);
  zone.set(next);
}

/** The zone's name and offset now, as `Europe/Berlin (UTC+01:00)`. */
export function zoneLabel() {
  const name = zone.get();
  return name === "UTC" ? "UTC" : `${name} (UTC${offsetText(Date.now())})`;
}

/** `14:32:41.200`, with the date before it when that is not today. */
export function clock(ms) {
  if (!isTime(ms)) return UNKNOWN;
  const time = parts(ms);
  const today = parts(Date.now());
  const sameDay = time.year === today.year && time.month === today.month && time.day === today.day;
  return (sameDay ? "" : day(time, today) + " ") + hours(time) + "." + millis(ms);
}

/** `today 14:32:41` or `20 Nov 16:05`: for headers and lists of runs. */
export function moment(ms) {
  if (!isTime(ms)) return UNKNOWN;
  const time = parts(ms);
  const today = parts(Date.now());
  const sameDay = time.year === today.year && time.month === today.month && time.day === today.day;
  return sameDay ? "today " + hours(time) : day(time, today) + " " + time.hour + ":" + time.minute;
}

/** ISO 8601 with the zone's offset, for tooltips and copying. */
export function iso(ms) {
  if (!isTime(ms)) return "unknown time";
  const time = parts(ms);
  const month = String(MONTHS.indexOf(time.month) + 1).padStart(2, "0");
  return `${time.year}-${month}-${time.day.padStart(2, "0")}T${hours(time)}.${millis(ms)}${offsetText(ms)}`;
}

/** Whether this can be a time at all: later than 1970 and within what a date can hold. */
export function isTime(ms) {
  return isNumber(ms) && ms > 0 && ms < 8.64e15;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const formats = new Map();

function format(name) {
  if (!formats.has(name)) {
    formats.set(name, new Intl.DateTimeFormat("en-GB", {
      timeZone: name, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
      hour: "2-digit", minute: "2-digit", second: "2-digit",
    }));
  }
  return formats.get(name);
}

/** Taking a time apart is slow, and the same times are shown again and again. */
const taken = new Map();
const MOST_TAKEN = 2000;

function parts(ms) {
  const key = zone.get() + Math.floor(ms / 1000);
  let found = taken.get(key);
  if (!found) {
    if (taken.size >= MOST_TAKEN) taken.clear();
    found = takeApart(ms);
    taken.set(key, found);
  }
  return found;
}

function takeApart(ms) {
  const found = {};
  for (const { type, value } of format(zone.get()).formatToParts(ms)) found[type] = value;
  found.month = MONTHS[+found.month - 1];
  found.day = String(+found.day);
  return found;
}

function day(time, today) {
  return `${time.day} ${time.month}` + (time.year === today.year ? "" : " " + time.year);
}

function hours(time) {
  return `${time.hour}:${time.minute}:${time.second}`;
}

function millis(ms) {
  return String(Math.floor(ms) % 1000).padStart(3, "0");
}

function offsetText(ms) {
  const time = parts(ms);
  const asUtc = Date.UTC(+time.year, MONTHS.indexOf(time.month), +time.day, +time.hour, +time.minute, +time.second);
  const minutes = Math.round((asUtc - Math.floor(ms / 1000) * 1000) / 60000);
  const size = Math.abs(minutes);
  const text = String(Math.floor(size / 60)).padStart(2, "0") + ":" + String(size % 60).padStart(2, "0");
  return (minutes < 0 ? "−" : "+") + text;
}
