import { h } from "preact";
import { ErrorMark, LiveDot, TypeBadge } from "../components/badges.js";
import { CopyButton } from "../components/copy-button.js";
import { Icon } from "../components/icons.js";
import { cost, count, counted, duration, isNumber, score, tokens } from "../format.js";
import { currentUrl, runLink, setQuery } from "../router.js";
import { Line, oneLine } from "../text.js";
import { iso, moment } from "../time.js";

export function SessionHeader({ trace, facts, active, neighbours, id, onBack, onNeighbour, onAdd, onAnnotate, run }) {
  const { root } = trace;
  return h("section", { class: "page tight" },
    h("div", { class: "rowx" },
      h("button", { class: "btn quiet icon", type: "button", onClick: onBack, title: run ? "Back to the run (Esc)" : "Back to the list, same filter and row (Esc)", "aria-label": "Back" }, h(Icon, { name: "back" })),
      active ? h(LiveDot, { label: "Events are arriving" }) : facts.errors > 0 && h(ErrorMark),
      h("h1", { class: "cut" }, h(Line, null, root.name)),
      h("span", { class: "mono dim cut" }, id), h(CopyButton, { text: id, label: "Copy session id", icon: "copy" }),
      h("span", { class: "grow" }),
      neighbours.position > 0 && h("span", { class: "dim nowrap" }, `${count(neighbours.position)} of ${count(neighbours.count)}${neighbours.more ? "+" : ""}`),
      h("span", { class: "seg" },
        h("button", { type: "button", disabled: !neighbours.previous, onClick: () => onNeighbour(neighbours.previous), title: "Previous session ([)", "aria-label": "Previous session" }, h(Icon, { name: "up" })),
        h("button", { type: "button", disabled: !neighbours.next, onClick: () => onNeighbour(neighbours.next), title: "Next session (])", "aria-label": "Next session" }, h(Icon, { name: "down" }))),
      h("button", { class: "btn", type: "button", title: "Annotate the selected event (a)", onClick: onAnnotate }, "Annotate"),
      h("button", { class: "btn", type: "button", title: "The selected event as a row of a dataset (d)", onClick: onAdd }, "Add to dataset"),
      h(CopyButton, { text: currentUrl, label: "Copy link", icon: "link" })),
    h(Facts, { root, facts, trace }));
}

function Facts({ root, facts, trace }) {
  const { metadata = {}, user_properties: user = {}, feedback = {}, source } = root.event;
  const userId = user.user_id ?? user.id;
  const runId = metadata.run_id;
  const fact = (value, label, before) => h("span", null, before && before + " ", h("b", null, value), label && " " + label);
  return h("div", { class: "facts" },
    fact(duration(trace.length)),
    trace.partial ? h("span", { role: "status" }, "loading ", h("b", null, count(metadata.num_events)), " events") : fact(count(facts.events), facts.events === 1 ? "event" : "events"),
    facts.errors > 0 && h("span", { class: "bad strong" }, counted(facts.errors, "error")),
    isNumber(facts.prompt) || isNumber(facts.completion)
      ? h("span", null, h("b", null, tokens(facts.prompt)), " in / ", h("b", null, tokens(facts.completion)), " out")
      : fact(tokens(facts.total), "tokens"),
    fact(cost(facts.cost), "", "cost"), h("span", { title: iso(root.start) }, "started ", h("b", null, moment(root.start))),
    userId && h("span", null, "user ", h("b", null, h(Line, null, userId))), source && h("span", null, "source ", h("b", null, h(Line, null, source))),
    runId && h("span", null, "run ", h("a", { class: "link", href: runLink(runId) }, h(Line, null, runId))),
    isNumber(feedback.rating) && h("span", null, "★ ", h("b", null, score(feedback.rating)), typeof feedback.comment === "string" && ` “${oneLine(feedback.comment).slice(0, 60)}”`));
}

/** Find, types and errors above the tree. */
export function TreeTools({ query, facts, findRef, found, node, errors, showCritical, gaps, onJump }) {
  const shownTypes = query.types || "MTC";
  const place = found.indexOf(node);
  const toggleType = (type) => {
    const next = shownTypes.includes(type) ? shownTypes.replace(type, "") : shownTypes + type;
    setQuery({ types: next === "" || next.length === 3 ? "" : next });
  };
  const enter = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    onJump(found, event.shiftKey ? -1 : 1);
  };
  const tab = (value, label) => h("button", { type: "button", "aria-pressed": String((query.tab ?? "") === value), onClick: () => setQuery({ tab: value }) }, label);
  return h("div", { class: "tools" },
    h("span", { class: "seg", role: "group", "aria-label": "View" }, tab("", "Tree"), tab("messages", "Messages"), tab("log", "Log")),
    h("label", { class: "field find" }, h(Icon, { name: "search" }),
      h("input", { ref: findRef, "aria-label": "Find in session", placeholder: "Find in names and text", value: query.find ?? "", spellcheck: false, onKeyDown: enter, onInput: (event) => setQuery({ find: event.target.value }) }),
      query.find ? h("span", { class: "dim", role: "status" }, place >= 0 ? `${count(place + 1)} of ${count(found.length)}` : `${count(found.length)} found`) : h("kbd", null, "/")),
    h("span", { class: "seg", role: "group", "aria-label": "Types shown" }, ["M", "T", "C"].map((type) => h("button", {
      key: type, type: "button", "aria-pressed": String(shownTypes.includes(type)), onClick: () => toggleType(type),
    }, h(TypeBadge, { type }), count(facts[type])))),
    errors.length > 0 && h("button", { class: "btn", type: "button", title: "Next error (e)", onClick: () => onJump(errors, 1) }, h(ErrorMark), count(errors.length)),
    h("span", { class: "grow" }),
    query.zoom && h("button", { class: "btn", type: "button", onClick: () => setQuery({ zoom: "" }) }, "Show all"),
    gaps > 0 && h("button", { class: "btn", type: "button", "aria-pressed": String(query.gaps === "cut"), title: "Stretches in which nothing happened shrink to a mark", onClick: () => setQuery({ gaps: query.gaps ? "" : "cut" }) }, "Cut gaps"),
    !query.tab && h("button", { class: "btn", type: "button", title: "Critical path (c)", "aria-pressed": String(showCritical), onClick: () => setQuery({ cp: showCritical ? "0" : "" }) },
      h("svg", { width: 16, height: 8, "aria-hidden": "true" }, h("path", { class: "cp-key", d: "M0 4h16" })), "Critical path"));
}
