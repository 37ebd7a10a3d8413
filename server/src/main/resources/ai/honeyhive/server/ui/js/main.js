import { h, render } from "preact";
import { App } from "./app.js";
import { route } from "./router.js";
import { criteriaOf } from "./sessions/criteria.js";
import { listOf } from "./sessions/list.js";
import { startStream } from "./stream.js";
import { nameZone } from "./time.js";

const NAME_ZONE_MS = 1000;

function draw() {
  const root = document.getElementById("app");
  root.replaceChildren();
  render(h(App), root);
  startStream();
  setTimeout(nameZone, NAME_ZONE_MS);
}

if (window.askedFirst?.here) listOf(criteriaOf(route().query).query).loadFirst().then(draw); // the rows at once, without a frame before
else draw();
