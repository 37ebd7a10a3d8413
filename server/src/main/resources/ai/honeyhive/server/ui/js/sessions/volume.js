import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { counted, duration } from "../format.js";
import { moment } from "../time.js";
import { writeRange } from "./criteria.js";

const UP = 20;
const DOWN = 9;
/** A shorter drag is a click. */
const LEAST_DRAG = 0.01;

/** When the sessions that match started: all of them above the line, those with errors below it. Dragging sets the range. */
export function Volume({ overview, onRange }) {
  const box = useRef(null);
  const [drag, setDrag] = useState(null);
  if (!overview?.volume || overview.volume.sessions.length < 2) return null;
  const { from, step, sessions, errors } = overview.volume;
  const most = Math.max(...sessions);
  const bar = (number, i, up) => {
    const height = number ? Math.max(1.5, (number / most) * (up ? UP : DOWN)) : 0;
    return height ? `M${i * 10 + 1} ${up ? UP + 2 : UP + 4}h8v${up ? "-" : ""}${height.toFixed(1)}h-8z` : "";
  };
  const label = `${counted(overview.sessions, "session")} from ${moment(from)} on, a bar for every ${duration(step)}; errors below the line`;
  const at = (event) => {
    const { left, width } = box.current.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width));
  };
  const up = () => {
    if (!drag) return;
    const [a, b] = [Math.min(...drag), Math.max(...drag)];
    setDrag(null);
    const length = sessions.length * step;
    if (b - a >= LEAST_DRAG) onRange(writeRange(from + Math.floor(a * sessions.length) * step, Math.min(from + Math.ceil(b * sessions.length) * step, from + length) - 1));
  };
  return h("div", { ref: box, class: "volume", title: label + ". Drag to choose a range.", onPointerDown: (event) => { if (event.button === 0) { box.current.setPointerCapture(event.pointerId); setDrag([at(event), at(event)]); } }, onPointerMove: (event) => drag && setDrag([drag[0], at(event)]), onPointerUp: up, onPointerCancel: () => setDrag(null) },
    h("svg", { viewBox: `0 0 ${sessions.length * 10} 34`, preserveAspectRatio: "none", role: "img", "aria-label": label },
      h("path", { class: "bars", d: sessions.map((number, i) => bar(number, i, true)).join("") }),
      h("path", { class: "bars-e", d: errors.map((number, i) => bar(number, i, false)).join("") }),
      h("path", { class: "base", d: `M0 ${UP + 3}H${sessions.length * 10}` })),
    drag && h("i", { class: "brush", style: { left: Math.min(...drag) * 100 + "%", width: Math.abs(drag[1] - drag[0]) * 100 + "%" } }));
}
