import { h } from "preact";
import { useEffect } from "preact/hooks";
import { getEvaluations, getReadiness, getServer } from "../api.js";
import { CopyButton } from "../components/copy-button.js";
import { bytes, count, duration, UNKNOWN } from "../format.js";
import { javaExample } from "../sessions/example.js";
import { onStream } from "../stream.js";
import { Line } from "../text.js";
import { iso, moment } from "../time.js";
import { Part, useLoaded } from "./loaded.js";

const REFRESH_MS = 10_000;

/** Health, size, retention, who sends, what was refused, and how to begin. */
export function ServerTab() {
  const loaded = useLoaded(async (signal) => {
    const [server, ready, work] = await Promise.all([getServer(signal), getReadiness(signal), getEvaluations(signal)]);
    return { server, ready, work };
  });
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && loaded.again(), REFRESH_MS);
    const stop = onStream("resync", loaded.again);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  const { server, ready, work } = loaded.body ?? {};
  return h(Part, { loaded, what: "Server" }, server && [
    h("section", { key: "health" }, h("h2", null, "Health"),
      ready.reasons.length ? ready.reasons.map((reason) => h("p", { key: reason, class: "bad", role: "alert" }, "! Not ready: " + reason)) : h("p", { class: "good" }, "✓ Ready: it takes events and answers"),
      h(Figures, { figures: [
        ["Version", server.version], ["Database", server.database], ["Running since", h("span", { title: iso(server.started_at) }, moment(server.started_at))],
        ["Events", count(server.events)], ["Sessions", count(server.sessions)], ["Runs", count(server.runs)],
        ["Size", server.bytes > 0 ? bytes(server.bytes) : UNKNOWN], ["Free in its file", server.free_bytes >= 0 && server.bytes > 0 ? bytes(server.free_bytes) : UNKNOWN],
        ["Waiting to be indexed", h("span", { title: "Searches look at these one by one until the index of words has them" }, count(server.unindexed))],
        ["Waiting for metrics", count(work.arrivals + work.evaluations)], ["Judge", work.judge ? `${work.judge.model ?? "a model"}, ${count(work.judge.calls)} calls` : "none configured"],
      ] }),
      work.judge?.last_failure && h("p", { class: "warn" }, "▲ The judge failed last with: ", h(Line, null, work.judge.last_failure))),
    h("section", { key: "refused" }, h("h2", null, "Refused since the start"), h(Refused, { causes: server.refused })),
    h("section", { key: "clients" }, h("h2", null, "Who sends"), h(Clients, { clients: server.clients })),
    h("section", { key: "retention" }, h("h2", null, "Retention"), h(Retention, { rules: server.retention })),
    h("section", { key: "begin" }, h("h2", null, "Getting started"), h(GettingStarted)),
  ]);
}

export function Figures({ figures }) {
  return h("dl", { class: "stats" }, figures.map(([name, value]) => h("div", { key: name, class: "stat" }, h("dt", null, name), h("dd", null, value))));
}

function Refused({ causes }) {
  const list = Object.entries(causes).filter(([, times]) => times > 0).sort((a, b) => b[1] - a[1]);
  if (!list.length) return h("p", { class: "mut" }, "No request of this project was refused.");
  return h("table", { class: "plain" }, h("thead", null, h("tr", null, h("th", null, "Cause"), h("th", { class: "num" }, "Requests"))),
    h("tbody", null, list.map(([cause, times]) => h("tr", { key: cause }, h("td", null, h(Line, null, cause)), h("td", { class: "num" }, count(times))))));
}

function Clients({ clients }) {
  if (!clients.length) return h("p", { class: "mut" }, "Nobody has sent anything since the start.");
  return h("table", { class: "plain" }, h("thead", null, h("tr", null, h("th", null, "Client"), h("th", { class: "num" }, "Requests"), h("th", null, "Last"))),
    h("tbody", null, clients.map((client) => h("tr", { key: client.name }, h("td", null, h(Line, null, client.name)), h("td", { class: "num" }, count(client.requests)),
      h("td", { class: "mut", title: iso(client.last_seen) }, moment(client.last_seen))))));
}

function Retention({ rules }) {
  const age = rules.max_age_seconds;
  const limits = [age === null ? null : `sessions older than ${duration(age * 1000)}`, rules.max_bytes > 0 ? `the oldest sessions beyond ${bytes(rules.max_bytes)}` : null].filter(Boolean);
  return [
    h("p", { key: "rule" }, limits.length ? `Removed: ${limits.join(", and ")}.` : "Everything is kept."),
    h("p", { key: "how", class: "mut" }, limits.length
      ? `${count(rules.removed_sessions)} sessions with ${count(rules.removed_events)} events were removed since the start${rules.last_sweep ? `, last looked at ${moment(rules.last_sweep)}` : ""}.`
      : "hive serve --keep-days and --keep-bytes set limits; they are read at the start."),
  ];
}

/** The three lines that send a first event here. */
function GettingStarted() {
  const code = javaExample(window.location.origin);
  return h("div", { class: "code" }, h("pre", null, code), h(CopyButton, { text: code, quiet: false }));
}
