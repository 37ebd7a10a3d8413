import { letterOf } from "../components/badges.js";
import { isNumber } from "../format.js";
import { isTime } from "../time.js";

/**
 * Builds the tree of a session from its flat events, whatever their parents say: an event whose parent has not
 * arrived, or whose parents run in a circle, stands under the session with a note. No step recurses, so depth
 * is limited by nothing but memory.
 */
export function buildTrace(events, sessionId) {
  const nodes = events.map(toNode);
  const byId = new Map();
  for (const node of nodes) byId.set(node.id, node);
  const root = byId.get(sessionId) ?? nodes.find((node) => node.type === "S") ?? missingSession(sessionId);
  byId.set(root.id, root);
  const rest = nodes.filter((node) => node !== root);
  for (const node of rest) attach(node, root, byId);
  breakCycles(rest, root);
  settleTimes(root, rest);
  for (const node of rest) {
    if (node.parent.children === NONE) node.parent.children = [];
    node.parent.children.push(node);
  }
  for (const node of [root, ...rest]) if (node.children.length > 1) node.children.sort((a, b) => a.start - b.start || a.order - b.order);
  return { root, byId, start: root.start, length: Math.max(root.end - root.start, 1), missing: !events.length };
}

/** Most of the events of a long session have neither children nor notes. */
const NONE = Object.freeze([]);

function toNode(event, order) {
  const start = isTime(event.start_time) ? event.start_time : NaN;
  const end = isTime(event.end_time) ? event.end_time : isNumber(event.duration) ? start + event.duration : NaN;
  const metadata = event.outline ? event : event.metadata ?? {};
  return {
    id: event.event_id, event, order, type: letterOf(event.event_type), name: event.event_name || "unnamed",
    start, end, duration: isNumber(event.duration) ? event.duration : end - start, error: event.error || null,
    tokens: tokensOf(metadata), cost: isNumber(metadata.cost) ? metadata.cost : undefined,
    model: event.model ?? event.config?.model ?? metadata.response_model ?? null,
    parent: null, children: NONE, depth: 0, position: 1, siblings: 1, notes: NONE, untimed: false, open: false, critical: null,
  };
}

function note(node, text) {
  node.notes = [...node.notes, text];
}

function missingSession(id) {
  const node = toNode({ event_id: id, event_type: "session", event_name: "session not received", metadata: {} }, -1);
  note(node, "The session's own event has not arrived.");
  return node;
}

function tokensOf(metadata) {
  const prompt = metadata.prompt_tokens ?? metadata.input_tokens;
  const completion = metadata.completion_tokens ?? metadata.output_tokens;
  const total = metadata.total_tokens ?? (isNumber(prompt) || isNumber(completion) ? (prompt ?? 0) + (completion ?? 0) : undefined);
  return { prompt, completion, total: isNumber(total) ? total : undefined };
}

function attach(node, root, byId) {
  const wanted = node.event.parent_id;
  const parent = wanted ? byId.get(wanted) : root;
  node.parent = parent && parent !== node ? parent : root;
  if (parent === node) note(node, "It names itself as its parent.");
  else if (!parent && wanted !== root.id) note(node, `Its parent ${wanted} has not arrived.`);
}

/** Walks every chain of parents up once; where it bites its own tail, that event moves under the session. */
function breakCycles(nodes, root) {
  const safe = new Set([root]);
  for (const node of nodes) {
    if (safe.has(node.parent)) { // as parents mostly come before their children
      safe.add(node);
      continue;
    }
    const chain = [];
    const onChain = new Set();
    let at = node;
    while (!safe.has(at) && !onChain.has(at)) {
      chain.push(at);
      onChain.add(at);
      at = at.parent;
    }
    if (!safe.has(at)) {
      at.parent = root;
      note(at, "Its parents run in a circle.");
    }
    for (const passed of chain) safe.add(passed);
  }
}

/** The session spans all its events. What has no usable time stands at the session's start with a note. */
function settleTimes(root, nodes) {
  const all = [root, ...nodes];
  const first = all.reduce((least, { start }) => (start < least ? start : least), Infinity); // false for what is no number
  const from = isNumber(first) ? first : 0;
  let to = from;
  for (const node of all) {
    if (!isNumber(node.start)) {
      node.start = from;
      node.untimed = true;
      if (node.event.event_id && node.event.start_time !== undefined) note(node, "Its start time is missing or impossible.");
    }
    if (isNumber(node.end) && node.end < node.start) {
      note(node, "It ends before it starts.");
      node.end = node.start;
    }
    node.open = !isNumber(node.end);
    if (node.open) node.end = node.start;
    to = Math.max(to, node.end);
  }
  root.start = from;
  root.end = to;
  if (root.untimed || !isNumber(root.duration) || root.duration <= 0) root.duration = to - from;
}

/** The rows to show: what is folded hides what is below it; of other types only those asked for. */
export function visibleRows(trace, folded, types) {
  const out = [];
  let hiddenBelow = Infinity;
  for (const node of trace.nodes) {
    if (node.depth > hiddenBelow) continue;
    hiddenBelow = folded.has(node.id) ? node.depth : Infinity;
    if (!types || node.type === "S" || types.includes(node.type)) out.push(node);
  }
  return out;
}

/** Tokens, cost and counts of a session: what the server rolled up, else what its events say. */
export function totals(trace) {
  const rolled = trace.root.tokens;
  const sumOf = (types, pick) => {
    const known = trace.nodes.filter((node) => !node.group && types.includes(node.type)).map(pick).filter(isNumber);
    return known.length ? known.reduce((a, b) => a + b, 0) : undefined;
  };
  const sum = (pick) => sumOf("MT", pick) ?? sumOf("C", pick); // chains often repeat what was reported below them
  const counts = { M: 0, T: 0, C: 0, S: 0, errors: 0 };
  for (const node of trace.nodes) {
    if (node.group) continue;
    counts[node.type]++;
    if (node.error) counts.errors++;
  }
  return {
    ...counts, events: counts.M + counts.T + counts.C, // the session counts itself nowhere
    prompt: rolled.prompt || sum((node) => node.tokens.prompt), completion: rolled.completion || sum((node) => node.tokens.completion),
    total: rolled.total || sum((node) => node.tokens.total), cost: trace.root.cost || sum((node) => node.cost),
  };
}
