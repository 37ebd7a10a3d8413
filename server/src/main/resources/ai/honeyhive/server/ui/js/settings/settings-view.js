import { h } from "preact";
import { useEffect } from "preact/hooks";
import { copyText } from "../components/copy-button.js";
import { StatusBar } from "../components/status-bar.js";
import { useKeys } from "../keys.js";
import { currentUrl, remember, setQuery, useRoute } from "../router.js";
import { KeysTab } from "./keys-tab.js";
import { MetricsTab } from "./metrics-tab.js";
import { PricesTab } from "./prices-tab.js";
import { ServerTab } from "./server-tab.js";

const TABS = [["", "Server", ServerTab], ["keys", "Project and keys", KeysTab], ["prices", "Prices", PricesTab], ["metrics", "Metrics", MetricsTab]];

/** What the server is, who may ask it, what it reckons with and what it computes. */
export function SettingsView() {
  const { query } = useRoute();
  const shown = TABS.find(([name]) => name === (query.tab ?? "")) ?? TABS[0];
  useEffect(() => {
    document.title = `${shown[1]} · Settings · HoneyHive`;
  }, [shown[1]]);
  const open = (name) => {
    if (name === shown[0]) return;
    setQuery({ tab: name, edit: "", find: "" });
    remember({ top: 0 });
  };
  useKeys("Settings", [
    ...TABS.map(([name, label], i) => ({ keys: [String(i + 1)], label, bar: true, run: () => open(name) })),
    { keys: ["n"], label: "New metric", run: () => setQuery({ tab: "metrics", edit: "new" }) },
    { keys: ["y"], label: "Copy link", bar: "wide", run: () => copyText(currentUrl()) },
    { keys: ["Escape"], label: "Leave the editor", run: () => setQuery({ edit: "" }) },
  ]);
  return h("main", { class: "view" },
    h("section", { class: "page" }, h("div", { class: "rowx lead" }, h("h1", null, "Settings"),
      h("span", { class: "seg", role: "group", "aria-label": "Part" }, TABS.map(([name, label]) => h("button", {
        key: name, type: "button", "aria-pressed": String(shown[0] === name), onClick: () => open(name),
      }, label))))),
    h(shown[2], { key: shown[0] }),
    h(StatusBar, null));
}
