/**
 * The critical path: from the end of the session back, always into the child that finished last. Leaves with each event
 * the stretches of time, as `critical`, in which it was what everything waited for; gives their sums by type.
 */
export function criticalPath(trace) {
  const sums = { M: 0, T: 0, own: 0 };
  const mark = (node, from, to) => {
    if (to <= from) return;
    node.critical ??= [];
    node.critical.push([from, to]);
    if (node.type === "M" || node.type === "T") sums[node.type] += to - from;
    else sums.own += to - from;
  };
  const frames = [frame(trace.root, trace.root.end)];
  while (frames.length) {
    const top = frames[frames.length - 1];
    const child = top.children.pop();
    if (child === undefined) {
      mark(top.node, top.node.start, top.at);
      frames.pop();
    } else if (child.start < top.at && child.end > child.start) {
      const end = Math.min(child.end, top.at);
      mark(top.node, end, top.at);
      top.at = Math.min(top.at, child.start);
      frames.push(frame(child, end));
    }
  }
  return sums;
}

const LEAF = [];

function frame(node, until) {
  const children = node.children.length === 0 ? LEAF : node.children.filter((child) => child.end > node.start).sort((a, b) => a.end - b.end);
  return { node, at: Math.min(node.end, until), children };
}
