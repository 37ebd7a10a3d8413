import { h, render } from "preact";
import { App } from "./app.js";
import { startStream } from "./stream.js";

startStream();
const root = document.getElementById("app");
root.replaceChildren();
render(h(App), root);
