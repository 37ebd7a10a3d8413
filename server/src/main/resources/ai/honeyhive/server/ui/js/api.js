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
/** So many events are fetched with all that went in and out of them. */
const SHORT_SESSION = 300;

export const listSessions = (query, signal) => get("/v1/sessions", query, signal);
export const getSessionOverview = (query, signal) => get("/v1/sessions/overview", query, signal);
export const getEvent = (id, signal) => get("/v1/events/" + encodeURIComponent(id), {}, signal);
export const updateEvent = (id, changes) => request("PUT", "/v1/events/" + encodeURIComponent(id), changes);
export const listRuns = (query, signal) => get("/v1/runs", query, signal);
export const getEventFlat = (id, signal) => get("/v1/session/" + encodeURIComponent(id), {}, signal);
export const getRun = (id, signal) => get("/v1/runs/" + encodeURIComponent(id), {}, signal).then((body) => body.evaluation);
export const getRunResult = (id, signal) => get(`/v1/runs/${encodeURIComponent(id)}/result`, {}, signal);
export const listRunRows = (id, query, signal) => get(`/v1/runs/${encodeURIComponent(id)}/rows`, query, signal);
export const getRunStatistics = (id, query, signal) => get(`/v1/runs/${encodeURIComponent(id)}/statistics`, query, signal);
export const compareRuns = (baseline, candidate, query, signal) => get(`/v1/runs/${encodeURIComponent(candidate)}/compare-with/${encodeURIComponent(baseline)}/statistics`, query, signal);
export const listPairRows = (baseline, candidate, query, signal) => get(`/v1/runs/${encodeURIComponent(candidate)}/compare-with/${encodeURIComponent(baseline)}/rows`, query, signal);
export const listDatasets = (signal) => get("/v1/datasets", {}, signal).then((body) => body.datasets);
export const getDataset = (id, signal) => get("/v1/datasets/" + encodeURIComponent(id), {}, signal).then((body) => body.dataset);
export const createDataset = (dataset) => request("POST", "/v1/datasets", dataset).then((body) => body.result.insertedId);
export const updateDataset = (id, changes) => request("PUT", "/v1/datasets/" + encodeURIComponent(id), changes).then((body) => body.result);
export const saveDatasetVersion = (id, name) => request("POST", `/v1/datasets/${encodeURIComponent(id)}/versions`, { name }).then((body) => body.version);
export const deleteDataset = (id) => request("DELETE", "/v1/datasets/" + encodeURIComponent(id));
export const listDatapoints = (query, signal) => get("/v1/datapoints", query, signal);
export const datapointsOf = (ids, signal) => get("/v1/datapoints", { "datapoint_ids[]": ids }, signal).then((body) => body.datapoints);
export const createDatapoint = (datapoint) => request("POST", "/v1/datapoints", datapoint).then((body) => body.result.insertedId);
export const updateDatapoint = (id, changes) => request("PUT", "/v1/datapoints/" + encodeURIComponent(id), changes);
export const addRows = (dataset, data, mapping) => request("POST", `/v1/datasets/${encodeURIComponent(dataset)}/datapoints`, { data, mapping }).then((body) => body.datapoint_ids);
export const takeOut = (dataset, datapoint) => request("DELETE", `/v1/datasets/${encodeURIComponent(dataset)}/datapoints/${encodeURIComponent(datapoint)}`);
export const datapointsOfEvents = (events, dataset) => request("POST", "/v1/datapoints/batch", { events, dataset_id: dataset }).then((body) => body.insertedIds);
export const listQueues = (signal) => get("/v1/queues", {}, signal).then((body) => body.queues);
export const getQueue = (id, signal) => get("/v1/queues/" + encodeURIComponent(id), {}, signal);
export const createQueue = (queue) => request("POST", "/v1/queues", queue).then((body) => body.queue);
export const deleteQueue = (id) => request("DELETE", "/v1/queues/" + encodeURIComponent(id));
export const listMetrics = (query, signal) => get("/v1/metrics", query, signal).then((body) => body.metrics);
export const createMetric = (metric) => request("POST", "/v1/metrics", metric);
export const findEvents = (filters, limit, signal) => request("POST", "/v1/events/export", { filters, limit }, signal).then((body) => body.events);
export const listCharts = (signal) => get("/v1/charts", {}, signal).then((body) => body.data);
export const createChart = (chart) => request("POST", "/v1/charts", chart);
export const updateChart = (id, chart) => request("PUT", "/v1/charts/" + encodeURIComponent(id), chart);
export const deleteChart = (id) => request("DELETE", "/v1/charts/" + encodeURIComponent(id));
export const getEventChart = (query, signal) => get("/v1/events/chart", query, signal);
export const getEventHistogram = (query, signal) => get("/v1/events/histogram", query, signal);
export const getEventSchema = (signal) => get("/v1/events/schema", {}, signal);
export const getSqlViews = (signal) => get("/v1/sql", {}, signal);
export const askSql = (query, limit, signal) => request("POST", "/v1/sql", { query, limit }, signal);
export const listKeys = (signal) => get("/v1/keys", {}, signal);
export const createKey = (name) => request("POST", "/v1/keys", { name });
export const revokeKey = (id) => request("DELETE", "/v1/keys/" + encodeURIComponent(id));
export const getPrices = (signal) => get("/v1/prices", {}, signal);
export const updateMetric = (id, changes) => request("PUT", "/v1/metrics/" + encodeURIComponent(id), changes);
export const deleteMetric = (id) => request("DELETE", "/v1/metrics/" + encodeURIComponent(id));
export const tryMetric = (metric, event, signal) => request("POST", "/v1/metrics/run", { metric, event }, signal);
export const backfillMetric = (id, limit) => request("POST", `/v1/metrics/${encodeURIComponent(id)}/backfill`, { limit });
export const getEvaluations = (signal) => get("/v1/metrics/evaluations", {}, signal);
/** A server that is not ready says so with status 503, which is an answer here. */
export const getReadiness = (signal) => request("GET", "/v1/ready", undefined, signal, [503]);
export const getServer = (signal) => get("/v1/server", {}, signal);

/** A session's events by start, as far as one page goes: `{events, next_cursor}`. */
export const getFirstEvents = (id, signal) => get(`/v1/sessions/${encodeURIComponent(id)}/events`, { limit: SHORT_SESSION }, signal);

/** A session's events without what went in and out. Its columns become fields, and `outline` tells that there is more. */
export async function getSessionOutline(id, signal) {
  const { session, columns, events } = await get(`/v1/sessions/${encodeURIComponent(id)}/outline`, {}, signal);
  const Outlined = outlined(id, columns);
  const all = events.map((row) => new Outlined(row));
  all.unshift(session);
  return all;
}

/** Events that leave their values in the rows of the answer: with tens of thousands of them, copies take long. */
function outlined(id, columns) {
  class Outlined {
    constructor(row) {
      this.row = row;
    }
  }
  Object.assign(Outlined.prototype, { outline: true, session_id: id });
  columns.forEach((name, i) => Object.defineProperty(Outlined.prototype, name, { get() { return this.row[i]; } }));
  return Outlined;
}

/** The ids of those of a session's events that have all the words, or words that begin with them. */
export async function findInSession(id, words, signal) {
  const filters = [{ field: "session_id", operator: "is", value: id, type: "string" }];
  const body = await request("POST", "/v1/events/export", { filters, text: words.map((word) => word + "*").join(" "), projections: ["event_id"], limit: EXPORT_PAGE }, signal);
  return body.events.map((event) => event.event_id);
}

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
  const pairs = Object.entries(query).flatMap(([name, value]) => (Array.isArray(value) ? value.map((item) => [name, item]) : [[name, value]]));
  const text = new URLSearchParams(pairs.filter(([, value]) => value !== undefined && value !== "")).toString();
  return request("GET", text ? path + "?" + text : path, undefined, signal);
}

async function request(method, path, body, signal, answers = []) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const { status, text } = await answerOf(path, { method, headers, body: body && JSON.stringify(body), signal, cache: "no-store" });
  if (status === 401) askForKey("refused");
  if ((status < 200 || status > 299) && !answers.includes(status)) throw new ApiError(status, messageOf(text) ?? `The server answers with status ${status}.`, path);
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(status, "The server's answer is not JSON: " + text.slice(0, 120), path);
  }
}

async function answerOf(path, options) {
  let response;
  try {
    response = await fetch(base + path, options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError(0, "The server does not answer.", path);
  }
  return { status: response.status, text: await response.text() };
}

function messageOf(text) {
  try {
    return JSON.parse(text).message;
  } catch {
    return text.slice(0, 300) || undefined;
  }
}
