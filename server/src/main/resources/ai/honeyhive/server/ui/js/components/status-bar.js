import { h } from "preact";
import { bindings } from "../keys.js";
import { useStore } from "../store.js";
import { connection } from "../stream.js";
import { ownZone, toggleZone, zone, zoneLabel } from "../time.js";
import { LiveDot } from "./badges.js";

const SAYS = { connecting: "connecting", live: "live", lost: "reconnecting", paused: "paused" };

/** Always says what is shown, in which time zone, and which keys work. */
export function StatusBar({ children, live = true }) {
  const { state } = useStore(connection);
  const layers = useStore(bindings);
  const own = useStore(ownZone);
  useStore(zone);
  const keys = layers.flatMap((layer) => layer.list).filter((binding) => binding.bar);
  return h("footer", { class: "statusbar" },
    live && h("span", { class: "rowx", role: "status" }, state === "live" ? h(LiveDot, { label: "Live" }) : h("i", { class: "dot off" }), SAYS[state]),
    children,
    h("button", { type: "button", class: "zone", onClick: toggleZone, title: "Switch between your zone and UTC" }, "times " + zoneLabel(own)),
    h("span", { class: "keys" }, keys.map((binding) => h("span", { key: binding.label, class: binding.bar === "wide" ? "wide" : "" },
      (binding.caps ?? binding.keys.slice(0, 1)).map((key) => h("kbd", { key }, keyCap(key))), binding.short ?? binding.label.toLowerCase()))));
}

const CAPS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Enter: "↵", Escape: "Esc", Space: "space" };

export function keyCap(key) {
  return CAPS[key] ?? key;
}
