import { askForKey } from "./access.js";
import { base } from "./base.js";

/** What the server, or the way to it, answered instead of data. */
export class ApiError extends Error {
  constructor(status, message, path) {
    super(message);
    this.status = status;
    this.path = path;
  }
}

const EXPORT_PAGE = 5000;

export const listSessions = (query, signal) => get("/v1/sessions", query, signal);
export const getEvent = (id, signal) => get("/v1/events/" + encodeURIComponent(id), {}, signal);
export const listRuns = (query, signal) => get("/v1/runs", query, signal);
export const getRun = (id, signal) => get("/v1/runs/" + encodeURIComponent(id), {}, signal).then((body) => body.evaluation);
export const getRunResult = (id, signal) => get(`/v1/runs/${encodeURIComponent(id)}/result`, {}, signal);
export const listRunRows = (id, query, signal) => get(`/v1/runs/${encodeURIComponent(id)}/rows`, query, signal);
export const getServer = (signal) => get("/v1/server", {}, signal);

/** All events of a session, as a flat list: the page builds the tree itself and so can show broken ones. */
export async function getSessionEvents(sessionId, signal) {
  const events = new Map();
  for (let page = 1; ; page++) {
    const filters = [{ field: "session_id", operator: "is", value: sessionId, type: "string" }];
    const body = await request("POST", "/v1/events/export", { filters, limit: EXPORT_PAGE, page }, signal);
    for (const event of body.events) events.set(event.event_id, event);
    if (body.events.length < EXPORT_PAGE) return [...events.values()];
  }
}

function get(path, query, signal) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== "")).toString();
  return request("GET", text ? path + "?" + text : path, undefined, signal);
}

async function request(method, path, body, signal) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body), signal, cache: "no-store" });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError(0, "The server does not answer.", path);
  }
  const text = await response.text();
  if (response.status === 401) askForKey("refused");
  if (!response.ok) throw new ApiError(response.status, messageOf(text) ?? response.statusText, path);
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(response.status, "The server's answer is not JSON: " + text.slice(0, 120), path);
  }
}

function messageOf(text) {
  try {
    return JSON.parse(text).message;
  } catch {
    return text.slice(0, 300) || undefined;
  }
}
