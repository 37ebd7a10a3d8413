/** How many tokens two texts may differ by before the rest is shown as a whole, and for how long it is tried. */
const MOST_CHANGES = 1500;

/**
 * What has to be taken out of `a` and put in to get `b` (Myers 1986), by `words` or `lines`: a list of `[kind, text]`
 * with kind "", "-" or "+". `whole` says that the difference was too large and its middle stands as one change.
 */
export function diff(a, b, mode, patience = 400) {
  const before = split(a, mode);
  const after = split(b, mode);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const left = before.slice(head, before.length - tail);
  const right = after.slice(head, after.length - tail);
  const middle = shortest(left, right, performance.now() + patience);
  const steps = [
    ...before.slice(0, head).map((text) => ["", text]),
    ...(middle ?? [...left.map((text) => ["-", text]), ...right.map((text) => ["+", text])]),
    ...(tail ? before.slice(-tail) : []).map((text) => ["", text]),
  ];
  return { runs: joined(steps), whole: middle === null };
}

function split(text, mode) {
  return mode === "lines" ? text.split(/(?<=\n)/) : text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

/** The steps of a shortest edit script, or null if it is too long. */
function shortest(a, b, deadline) {
  const most = Math.min(a.length + b.length, MOST_CHANGES);
  const trace = [];
  const best = new Int32Array(2 * most + 3);
  const at = (k) => k + most + 1;
  for (let d = 0; d <= most; d++) {
    if (d % 32 === 31 && performance.now() > deadline) return null;
    trace.push(best.slice(at(-d - 1), at(d + 1) + 1));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && best[at(k - 1)] < best[at(k + 1)]) ? best[at(k + 1)] : best[at(k - 1)] + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      best[at(k)] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
  }
  return null;
}

function walkBack(a, b, trace) {
  const steps = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const best = trace[d];
    const get = (k) => best[k + d + 1];
    const k = x - y;
    const down = k === -d || (k !== d && get(k - 1) < get(k + 1));
    const from = down ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : get(from) + (down ? 0 : 1);
    while (x > startX) {
      steps.push(["", a[--x]]);
      y--;
    }
    if (d > 0) steps.push(down ? ["+", b[--y]] : ["-", a[--x]]);
  }
  return steps.reverse();
}

/** Neighbours of one kind become one run; within a change what goes stands before what comes. */
function joined(steps) {
  const runs = [];
  let out = "";
  let put = "";
  const flush = () => {
    if (out) runs.push(["-", out]);
    if (put) runs.push(["+", put]);
    out = put = "";
  };
  steps.forEach(([kind, text], i) => {
    if (kind === "-") out += text;
    else if (kind === "+") put += text;
    else if (out && put && /^[^\S\n]+$/.test(text) && steps[i + 1]?.[0]) { // a blank between two changed words
      out += text;
      put += text;
    } else {
      flush();
      const last = runs[runs.length - 1];
      if (last?.[0] === "") last[1] += text;
      else runs.push(["", text]);
    }
  });
  flush();
  return runs;
}
