import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { listRuns } from "../api.js";
import { count, counted } from "../format.js";
import { link } from "../router.js";
import { Line } from "../text.js";

/** The named versions kept with a dataset: `{name, hash, datapoints}`, oldest first. */
export function versionsOf(dataset) {
  const versions = dataset?.metadata?.versions;
  return Array.isArray(versions) ? versions.filter(({ name, datapoints }) => typeof name === "string" && Array.isArray(datapoints)) : [];
}

/** The dataset as it is when it has this version too. */
export function withVersion(dataset, version) {
  const others = (dataset.metadata?.versions ?? []).filter(({ name }) => name !== version.name);
  return { ...dataset, metadata: { ...dataset.metadata, versions: [...others, version] } };
}

/** Which version is shown, how many rows each has and which runs used it; rows of a file that runs used have its hash as their dataset. */
export function Versions({ dataset, rows, chosen, onChoose }) {
  const versions = versionsOf(dataset);
  const uses = useUses(versions);
  if (!versions.length) return null;
  const button = (name, label, size) => h("button", { key: name, type: "button", "aria-pressed": String(chosen === name), title: name || undefined, onClick: () => onChoose(name) },
    h("span", { class: "cut" }, h(Line, null, label)), h("span", { class: "dim" }, count(size)));
  const used = versions.filter(({ hash }) => uses.get(hash));
  return h("div", { class: "rowx" },
    h("span", { class: "seg", role: "group", "aria-label": "Version" }, button("", "Now", rows), [...versions].reverse().map(({ name, datapoints }) => button(name, name, datapoints.length))),
    used.length > 0 && h("span", { class: "mut" }, used.map(({ name, hash }, i) => [i > 0 && ", ", h(Line, { key: name }, name), " used by ", h("a", { class: "link", href: link("/runs", { q: hash }) }, counted(uses.get(hash), "run"))])));
}

function useUses(versions) {
  const [uses, setUses] = useState(new Map());
  const hashes = versions.map(({ hash }) => hash).join(" ");
  useEffect(() => {
    const abort = new AbortController();
    Promise.all(versions.map(async ({ hash }) => [hash, (await listRuns({ dataset_id: hash, limit: 1 }, abort.signal)).pagination.total]))
      .then((found) => setUses(new Map(found)), () => setUses(new Map())); // the rows are worth showing without it
    return () => abort.abort();
  }, [hashes]);
  return uses;
}

/** The splits that the rows are in, with their sizes. */
export function splitsOf(rows) {
  const sizes = new Map();
  for (const { metadata } of rows) if (typeof metadata?.split === "string") sizes.set(metadata.split, (sizes.get(metadata.split) ?? 0) + 1);
  return [...sizes].sort();
}
