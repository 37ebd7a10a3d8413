import { isNumber, quantile } from "../format.js";

/** From this many siblings of one name on they fold into a row. */
const MANY = 20;

/**
 * Puts siblings of the same name and type, where there are many, under a row of their own, which has their count, total
 * and 95th percentile. What a group holds keeps its place in time; the critical path is computed before.
 */
export function groupSiblings(trace) {
  const groups = [];
  const out = [];
  const visit = [{ node: trace.root, depth: 0 }];
  while (visit.length) {
    const { node, depth } = visit.pop();
    node.depth = depth;
    out.push(node);
    const children = node.group ? node.children : grouped(node, groups);
    node.children = children;
    children.forEach((child, i) => {
      child.position = i + 1;
      child.siblings = children.length;
    });
    for (let i = children.length - 1; i >= 0; i--) visit.push({ node: children[i], depth: depth + 1 });
  }
  for (const group of groups) trace.byId.set(group.id, group);
  return { ...trace, nodes: out, groups };
}

function grouped(parent, groups) {
  if (parent.children.length <= MANY) return parent.children;
  const byName = new Map();
  for (const child of parent.children) {
    const key = child.type + " " + child.name;
    if (!byName.has(key)) byName.set(key, []);
    byName.get(key).push(child);
  }
  const made = new Map();
  const out = [];
  for (const child of parent.children) {
    const key = child.type + " " + child.name;
    const members = byName.get(key);
    if (members.length <= MANY) {
      out.push(child);
    } else if (!made.has(key)) {
      const group = groupOf(parent, members, key);
      made.set(key, group);
      groups.push(group);
      out.push(group);
    }
  }
  return out;
}

function groupOf(parent, members, key) {
  const times = members.map((node) => node.duration).filter(isNumber).sort((a, b) => a - b);
  const sum = (values) => (values.some(isNumber) ? values.filter(isNumber).reduce((a, b) => a + b, 0) : undefined);
  const group = {
    id: parent.id + "~" + key, group: true, event: { event_id: null, event_name: members[0].name }, order: members[0].order, type: members[0].type, name: members[0].name,
    start: members[0].start, end: members.reduce((to, node) => Math.max(to, node.end), members[0].end), duration: sum(times), p95: quantile(times, 0.95),
    error: null, failed: members.filter((node) => node.error).length, tokens: { total: sum(members.map((node) => node.tokens.total)) }, cost: sum(members.map((node) => node.cost)),
    model: null, parent, children: members, notes: [], open: false,
  };
  for (const member of members) member.parent = group;
  return group;
}
