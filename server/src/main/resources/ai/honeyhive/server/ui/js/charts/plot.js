import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { uplot } from "../components/libraries.js";
import { cost, count, duration, percent, score, tokens } from "../format.js";
import { useStore } from "../store.js";
import { theme } from "../theme.js";
import { timeTicks } from "./ticks.js";

const HEIGHT = 190;
const COLOURS = ["--model", "--tool", "--series-b", "--warn", "--chain", "--good", "--series-a", "--bad"];
/** What a type of event is drawn in everywhere. */
const TYPES = { model: "--model", tool: "--tool", chain: "--chain", session: "--session" };
const DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3]];
const FORMATS = { ms: duration, $: cost, tokens, count, share: (value) => percent(value, 1), score };

export function formatOf(unit) {
  return FORMATS[unit] ?? score;
}

/** Lines over time, or bars over values or over `xLabels`. A click on a point gives `onPick(index, series)`, if there is one. Lines differ by dash as well as colour. */
export function Plot({ data, unit, xUnit, xLabels, span, bars, label, onPick }) {
  const box = useRef(null);
  const shown = useStore(theme);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    let plot = null;
    let gone = false;
    const observer = new ResizeObserver(() => plot?.setSize({ width: box.current.clientWidth, height: HEIGHT }));
    uplot().then((UPlot) => {
      if (gone) return;
      plot = new UPlot(options(UPlot, box.current, { data, unit, xUnit, xLabels, span, bars, onPick }), [data.x, ...data.series.map((series) => series.values)], box.current);
      observer.observe(box.current);
    }, setFailure);
    return () => {
      gone = true;
      observer.disconnect();
      plot?.destroy();
    };
  }, [data, shown]);
  if (failure) return h("p", { class: "bad", role: "alert" }, `! ${failure.message}`);
  return h("div", { ref: box, class: "plot", role: "img", "aria-label": label });
}

function options(UPlot, box, { data, unit, xUnit, xLabels, span, bars, onPick }) {
  const colour = (name) => colourOf(box, name);
  const axis = { stroke: colour("--text-2"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "11px " + getComputedStyle(box).fontFamily };
  const y = formatOf(unit);
  const colours = data.series.every((series) => Object.hasOwn(TYPES, series.name)) ? data.series.map((series) => TYPES[series.name]) : COLOURS;
  const x = xLabels ? (at) => xLabels[at] ?? "" : xUnit && formatOf(xUnit);
  return {
    width: box.clientWidth, height: HEIGHT, legend: { show: data.series.length > 1, live: false }, cursor: { drag: { x: false, y: false }, points: { size: 7 } }, tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), "UTC"),
    scales: { x: { time: !x, ...(span ? { range: () => span } : {}) }, y: { range: (plot, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } },
    axes: [{ ...axis, gap: 9, values: x ? (plot, ticks) => ticks.map(x) : timeTicks }, { ...axis, size: 64, values: (plot, ticks) => ticks.map((tick) => y(tick)) }],
    series: [{}, ...data.series.map((series, i) => ({
      label: series.name, stroke: colour(colours[i % colours.length]), width: 1.6, dash: DASHES[Math.floor(i / 2) % DASHES.length], spanGaps: false, points: { show: true, size: 4 },
      ...(bars ? { paths: UPlot.paths.bars({ size: [0.94] }), fill: colour(COLOURS[0]), width: 0, points: { show: false } } : {}),
    }))],
    hooks: { ready: !onPick ? [] : [(plot) => plot.over.addEventListener("click", () => {
      const { idx } = plot.cursor;
      if (idx === null || idx === undefined) return;
      const nearest = data.series.map((series, i) => [i, Math.abs(plot.valToPos(series.values[idx] ?? Infinity, "y") - plot.cursor.top)]).sort((a, b) => a[1] - b[1])[0];
      onPick(idx, data.series[nearest[0]]);
    })] },
  };
}

/** Custom properties come back as `light-dark(...)`; only what is drawn with them says which one it is. */
function colourOf(box, name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  box.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
