import { h, render } from "preact";
import { App } from "./app.js";
import { route } from "./router.js";
import { criteriaOf } from "./sessions/criteria.js";
import { listOf } from "./sessions/list.js";
import { startStream } from "./stream.js";
import { nameZone } from "./time.js";

const MOMENT_MS = 60;
const NAME_ZONE_MS = 1000;

function draw() {
  const root = document.getElementById("app");
  root.replaceChildren();
  render(h(App), root);
  startStream();
  setTimeout(nameZone, NAME_ZONE_MS);
}

/** Rows that are here in a moment are worth waiting for: a frame without them takes as long to make as they do. */
function rows() {
  const soon = new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  return Promise.race([listOf(criteriaOf(route().query).query).loadFirst(), soon]);
}

if (route().name === "sessions") rows().then(draw);
else draw();
