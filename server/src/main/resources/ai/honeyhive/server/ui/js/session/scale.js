/** A stretch without any work is worth cutting out when it takes more than this share of the session. */
const GAP_SHARE = 0.3;
/** What a gap that was cut out still takes, as a share of the width. */
const BREAK_WIDTH = 0.03;

/**
 * Where on the time axis an event lies, as a share of its width. `zoom` is the stretch shown, as offsets from the session's
 * start in milliseconds; with `cut` the gaps in it shrink to breaks. Gives `{at(ms), from, to, breaks, even}`; `even` says
 * that equal times take equal widths.
 */
export function scaleOf(trace, zoom, cut) {
  const from = zoom ? trace.start + zoom.from : trace.start;
  const to = zoom ? trace.start + zoom.to : trace.start + trace.length;
  const gaps = cut ? gapsOf(trace).map(([a, b]) => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => b - a > GAP_SHARE * (to - from)) : [];
  const work = (to - from) - gaps.reduce((sum, [a, b]) => sum + b - a, 0);
  const unit = (1 - gaps.length * BREAK_WIDTH) / Math.max(work, Number.MIN_VALUE);
  const at = (ms) => {
    let x = (Math.min(Math.max(ms, from), to) - from) * unit;
    for (const [a, b] of gaps) {
      if (ms >= b) x += BREAK_WIDTH - (b - a) * unit;
      else if (ms > a) x += (BREAK_WIDTH * (ms - a)) / (b - a) - (ms - a) * unit;
    }
    return x;
  };
  return { at, from, to, breaks: gaps.map(([a, b]) => ({ at: at((a + b) / 2), ms: b - a })), even: gaps.length === 0 };
}

/** The long stretches in which no event without children was under way, as pairs of times. */
export function gapsOf(trace) {
  const work = trace.nodes.filter((node) => node !== trace.root && !node.group && !node.children.length && !node.untimed).sort((a, b) => a.start - b.start);
  const gaps = [];
  let busyTo = trace.start;
  for (const node of work) {
    if (node.start - busyTo > GAP_SHARE * trace.length) gaps.push([busyTo, node.start]);
    busyTo = Math.max(busyTo, node.end);
  }
  return gaps;
}

/** `1200..3400` as a stretch of the session, or null where that is none. */
export function readZoom(text, trace) {
  const found = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/.exec(text ?? "");
  if (!found) return null;
  const from = Math.min(Number(found[1]), trace.length);
  const to = Math.min(Number(found[2]), trace.length);
  return to > from ? { from, to } : null;
}

export function writeZoom(from, to) {
  return `${+from.toFixed(3)}..${+to.toFixed(3)}`;
}
