import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { getServer } from "../api.js";
import { counted } from "../format.js";
import { link } from "../router.js";
import { useStore } from "../store.js";
import { connection, onStream } from "../stream.js";
import { theme, toggleTheme } from "../theme.js";
import { clock } from "../time.js";
import { Icon, Logo } from "./icons.js";
import { ProjectButton } from "./key-form.js";

const REFRESH_MS = 2000;
/** A lost stream is often back at once; only a longer loss is worth a bar. */
const PATIENCE_MS = 1200;

export function TopBar({ view, onGo, onHelp }) {
  const shown = useStore(theme);
  const sessions = view === "sessions" || view === "session" || view === "event";
  const tab = (href, label, on) => h("a", { href, "aria-current": on ? "page" : undefined }, label);
  return h("header", { class: "top" },
    h("a", { class: "brand", href: link("/sessions") }, h(Logo), "HoneyHive ", h("small", null, "local")),
    h("nav", { "aria-label": "Views" }, tab(link("/sessions"), "Sessions", sessions), tab(link("/runs"), "Runs", view === "runs" || view === "run" || view === "compare"), tab(link("/datasets"), "Datasets", view === "datasets" || view === "dataset"), tab(link("/charts"), "Charts", view === "charts"), tab(link("/review"), "Review", view === "review" || view === "queue"), tab(link("/sql"), "SQL", view === "sql"), tab(link("/settings"), "Settings", view === "settings")),
    h("span", { class: "grow" }),
    h("button", { class: "gobox", type: "button", onClick: onGo, "aria-label": "Go to", title: "Go to any view, session, run or dataset (Ctrl K)" },
      h(Icon, { name: "search" }), h("span", null, "Go to a name, text or id"), h("kbd", null, "Ctrl K")),
    h(Health),
    h("button", {
      class: "btn quiet icon", type: "button", onClick: toggleTheme, title: "Light or dark theme (t)",
      "aria-label": shown === "dark" ? "Use the light theme" : "Use the dark theme",
    }, h(Icon, { name: "theme" })),
    h("button", { class: "btn quiet icon", type: "button", onClick: onHelp, "aria-label": "Keyboard shortcuts", title: "Keys (?)" }, "?"));
}

/** What the server holds, asked for at most every two seconds and only when something changed. */
function Health() {
  const [server, setServer] = useState(null);
  const { state } = useStore(connection);
  useEffect(() => {
    let timer = 0;
    const refresh = () => {
      timer = 0;
      getServer().then(setServer, () => setServer(null)); // without an answer nothing is claimed
    };
    const soon = () => { timer ||= setTimeout(refresh, REFRESH_MS); };
    const stops = [onStream("session", soon), onStream("run", soon), onStream("resync", soon)];
    refresh();
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, []);
  if (!server) return null;
  const title = `Version ${server.version}, database ${server.database}, running since ${clock(server.started_at)}`;
  return [
    h(ProjectButton, { name: server.project }),
    h("span", { class: "health", title }, h("i", { class: "dot" + (state === "lost" ? " off" : "") }),
      counted(server.events, "event"), h("span", { class: "dim" }, "·"), counted(server.sessions, "session")),
  ];
}

/** One bar when the server is gone; what was loaded stays readable below it. */
export function LostBar() {
  const { state, lostAt } = useStore(connection);
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (state !== "lost") return undefined;
    const timer = setTimeout(() => setLate(true), Math.max(0, lostAt + PATIENCE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [state, lostAt]);
  if (!late) return null;
  return h("div", { class: "lost", role: "alert" }, h("b", null, "The server does not answer"),
    h("span", null, `since ${clock(lostAt)}. What is loaded stays readable; the page reconnects by itself.`));
}
