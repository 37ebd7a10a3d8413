import { diff } from "./diff.js";

addEventListener("message", ({ data: { id, a, b, mode } }) => postMessage({ id, result: diff(a, b, mode, 3000) }));
