import { h } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { LiveDot, TypeBadge } from "../components/badges.js";
import { CopyButton } from "../components/copy-button.js";
import { Skeleton } from "../components/states.js";
import { cost, duration, isNumber, tokens } from "../format.js";
import { link, remember, route } from "../router.js";
import { Line } from "../text.js";
import { sectionsOf } from "./sections.js";

/** Everything about the selected event in one scroll. Going from event to event keeps the section in view. */
export function Detail({ node, trace, failure, onGo }) {
  const scroll = useRef(null);
  const here = useRef(route().state.pane ?? { section: null, offset: 0 });
  const [current, setCurrent] = useState(null);
  const sections = sectionsOf(node, trace, onGo);

  const find = (id) => scroll.current.querySelector(`[data-section="${id}"]`);
  const look = () => {
    const top = scroll.current.scrollTop;
    let section = sections[0]?.id;
    for (const each of sections) {
      const element = find(each.id);
      if (element && element.offsetTop <= top + 12) section = each.id;
    }
    here.current = { section: top === 0 ? null : section, offset: top - (find(section)?.offsetTop ?? 0) };
    setCurrent(section);
    remember({ pane: here.current });
  };
  useLayoutEffect(() => {
    const { section, offset } = here.current;
    const element = section && find(section);
    scroll.current.scrollTop = element ? element.offsetTop + Math.min(offset, Math.max(0, element.offsetHeight - 20)) : 0;
    setCurrent(element ? section : sections[0]?.id);
  }, [node.id]);
  const jump = (id) => { scroll.current.scrollTop = find(id).offsetTop; };

  return h("aside", { class: "pane", "aria-label": "Event details" },
    h("header", null,
      h("div", { class: "rowx" }, h(TypeBadge, { type: node.type }), h("b", { class: "grow cut lead" }, h(Line, null, node.name)),
        node.error && h("span", { class: "pill bad" }, "! error"),
        node.open && node.type !== "S" && h("span", { class: "pill" }, h(LiveDot, { label: "No end yet" }), "no end yet"),
        h(CopyButton, { text: () => window.location.origin + link("/events/" + encodeURIComponent(node.id)), label: "Copy link to this event", icon: "link" })),
      h(Facts, { node, trace })),
    h("nav", { class: "jump", "aria-label": "Sections" }, sections.map(({ id, title, size }) => h("button", {
      key: id, type: "button", "aria-current": current === id ? "true" : undefined, onClick: () => jump(id),
    }, title, size > 1 && h("sup", null, size)))),
    h("div", { ref: scroll, class: "scroll body", tabIndex: 0, "data-scrolls": true, "aria-label": "Event data", role: "region", onScroll: look },
      node.notes.map((note) => h("p", { key: note, class: "bar-note inset" }, note)),
      sections.map(({ id, title, size, tools, content }) => h("section", { key: id, class: "sec " + id, "data-section": id },
        h("h2", null, h("span", null, title, size > 1 && h("span", { class: "dim" }, " " + size)), tools),
        h("div", { class: "in", key: node.id }, content))),
      node.event.outline && (failure ? h("p", { class: "bad inset" }, `! ${failure.message}`) : h(Skeleton, { rows: 4 })),
      h("div", { class: "tail" })));
}

/** How much of an event's time its children cover; what two of them share counts once. Children come by start. */
function covered(node) {
  let sum = 0;
  let upTo = node.start;
  for (const child of node.children) {
    const from = Math.max(upTo, child.start);
    const to = Math.min(child.end, node.end);
    if (to > from) sum += to - from;
    upTo = Math.max(upTo, to);
  }
  return sum;
}

function Facts({ node, trace }) {
  const self = node.end - node.start - covered(node);
  const { prompt, completion, total } = node.tokens;
  return h("div", { class: "facts" },
    h("span", null, h("b", null, duration(node.open && node.type !== "S" ? undefined : node.duration)), node.children.length > 0 && self > 0 && h("span", { class: "dim" }, " self " + duration(self))),
    h("span", null, "at ", h("b", null, "+" + duration(node.start - trace.start))),
    isNumber(prompt) || isNumber(completion) ? h("span", null, h("b", null, tokens(prompt)), " in / ", h("b", null, tokens(completion)), " out")
      : isNumber(total) && h("span", null, h("b", null, tokens(total)), " tokens"),
    isNumber(node.cost) && h("span", null, h("b", null, cost(node.cost))),
    node.model && h("span", { class: "mono" }, h(Line, null, node.model)));
}
