import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { access } from "./access.js";
import { GoTo } from "./components/go-to.js";
import { KeyForm } from "./components/key-form.js";
import { KeyHelp } from "./components/key-help.js";
import { lazy } from "./components/lazy.js";
import { Problem } from "./components/states.js";
import { LostBar, TopBar } from "./components/top-bar.js";
import { EventRedirect } from "./session/event-redirect.js";
import { SessionView } from "./session/view.js";
import { SessionsView } from "./sessions/view.js";
import { useKeys } from "./keys.js";
import { link, navigate, redirect, useRoute } from "./router.js";
import { useStore } from "./store.js";
import { toggleTheme } from "./theme.js";
import { zone } from "./time.js";

const QueueView = lazy(() => import("./review/queue-view.js").then((module) => module.QueueView));
const ReviewView = lazy(() => import("./review/review-view.js").then((module) => module.ReviewView));
const RunView = lazy(() => import("./runs/run-view.js").then((module) => module.RunView));
const RunsView = lazy(() => import("./runs/runs-view.js").then((module) => module.RunsView));
const ChartsView = lazy(() => import("./charts/charts-view.js").then((module) => module.ChartsView));
const DatasetView = lazy(() => import("./datasets/dataset-view.js").then((module) => module.DatasetView));
const DatasetsView = lazy(() => import("./datasets/datasets-view.js").then((module) => module.DatasetsView));
const CompareView = lazy(() => import("./compare/compare-view.js").then((module) => module.CompareView));
const SqlView = lazy(() => import("./sql/sql-view.js").then((module) => module.SqlView));
const SettingsView = lazy(() => import("./settings/settings-view.js").then((module) => module.SettingsView));

const VIEWS = {
  sessions: () => h(SessionsView),
  session: (id) => h(SessionView, { key: id, id }),
  event: (id) => h(EventRedirect, { key: id, id }),
  runs: () => h(RunsView),
  run: (id) => h(RunView, { key: id, id }),
  compare: (id, other) => h(CompareView, { key: id + " " + other, baselineId: id, candidateId: other }),
  charts: () => h(ChartsView),
  review: () => h(ReviewView),
  queue: (id) => h(QueueView, { key: id, id }),
  sql: () => h(SqlView),
  settings: () => h(SettingsView),
  datasets: () => h(DatasetsView),
  dataset: (id) => h(DatasetView, { key: id, id }),
};

/** The frame around every view: top bar, lost-server bar, the view with its status bar, keyboard help. */
export function App() {
  const { name, id, other, path } = useRoute();
  const { asked } = useStore(access);
  const [help, setHelp] = useState(false);
  const [going, setGoing] = useState(false);
  useStore(zone); // every time on the page changes with it
  useKeys("Everywhere", [
    { keys: ["g s"], label: "Sessions", run: () => navigate(link("/sessions")) },
    { keys: ["g r"], label: "Runs", run: () => navigate(link("/runs")) },
    { keys: ["g d"], label: "Datasets", run: () => navigate(link("/datasets")) },
    { keys: ["g c"], label: "Charts", run: () => navigate(link("/charts")) },
    { keys: ["g v"], label: "Review", run: () => navigate(link("/review")) },
    { keys: ["g q"], label: "SQL", run: () => navigate(link("/sql")) },
    { keys: ["g ,"], label: "Settings", run: () => navigate(link("/settings")) },
    { keys: ["t"], label: "Light or dark theme", run: toggleTheme },
    { keys: ["?"], label: "These keys", run: () => setHelp(true) },
  ], true);
  useEffect(() => {
    if (path === "/") redirect(link("/sessions"));
  }, [path]);

  return [
    h(TopBar, { view: name, onGo: () => setGoing(true), onHelp: () => setHelp(true) }),
    h(LostBar),
    asked ? h(KeyForm, { asked }) : VIEWS[name]?.(id, other) ?? h("main", { class: "view" }, h(Problem, {
      title: "There is nothing at this address", detail: path, action: h("a", { class: "btn", href: link("/sessions") }, "Show sessions"),
    })),
    h(GoTo, { open: going, onOpen: () => setGoing(true), onClose: () => setGoing(false) }),
    help && h(KeyHelp, { onClose: () => setHelp(false) }),
  ];
}
