import { h } from "preact";
import { useMemo } from "preact/hooks";
import { getEventChart, getPrices } from "../api.js";
import { wordsOf } from "../filter/words.js";
import { writeFilter } from "../filter/parse.js";
import { count, counted } from "../format.js";
import { link, setQuery, useRoute } from "../router.js";
import { Line } from "../text.js";
import { Part, useLoaded } from "./loaded.js";

const MODEL_CALLS = JSON.stringify([{ field: "event_type", operator: "is", value: "model", type: "string" }]);

/** What calls cost, and which models that were seen have no price. */
export function PricesTab() {
  const loaded = useLoaded(async (signal) => {
    const bars = (aggregation) => getEventChart({ metric: "metadata.cost", aggregation, bucket: "month", groupBy: "config.model", filters: MODEL_CALLS }, signal);
    // counts have every call, sums have those bars alone where a cost is known
    const [prices, all, priced] = await Promise.all([getPrices(signal), bars("count"), bars("sum")]);
    const known = new Set(priced.events.map((bar) => bar.group));
    const unknown = [...callsByModel(all.events)].filter(([model]) => model && !known.has(model)).sort((a, b) => b[1] - a[1]);
    return { prices, unknown };
  });
  const text = useRoute().query.find ?? "";
  const { prices, unknown } = loaded.body ?? {};
  const shown = useMemo(() => {
    const words = wordsOf(text);
    return (prices?.models ?? []).filter((price) => words.every((word) => price.model.toLowerCase().includes(word)));
  }, [prices, text]);
  return h(Part, { loaded, what: "Prices" }, prices && [
    h("section", { key: "unknown" }, h("h2", null, "Models without a price"),
      unknown.length ? [
        h("p", { key: "says", class: "mut" }, "Their calls have no cost, which is not the same as none. A file of your own adds prices: hive serve --prices FILE."),
        h("table", { key: "list", class: "plain" }, h("thead", null, h("tr", null, h("th", null, "Model"), h("th", { class: "num" }, "Calls"))),
          h("tbody", null, unknown.map(([model, calls]) => h("tr", { key: model }, h("td", { class: "mono" }, h("a", { class: "link", href: link("/sessions", { q: writeFilter({ field: "config.model", operator: "is", value: model }) }) }, h(Line, null, model))), h("td", { class: "num" }, count(calls))))))
      ] : h("p", { class: "good" }, "✓ Every model call that was seen has a cost, or came from no model that is named.")),
    h("section", { key: "table" }, h("div", { class: "rowx" }, h("h2", { class: "grow" }, `Table ${prices.version}`),
      h("label", { class: "rowx" }, h("span", { class: "sr" }, "Find a model"), h("input", { class: "inline", value: text, placeholder: "Find a model", spellcheck: false, onInput: (event) => setQuery({ find: event.target.value }) })), h("span", { class: "dim" }, counted(shown.length, "model"))),
      h("p", { class: "mut" }, `US dollars a million tokens. Not billed: ${prices.unbilled_providers.join(", ")}.`),
      h("table", { class: "plain" }, h("thead", null, h("tr", null, h("th", null, "Model"), ["Input", "Output", "Cache read", "Cache write"].map((label) => h("th", { key: label, class: "num" }, label)), h("th", null, "As of"))),
        h("tbody", null, shown.map((price) => h("tr", { key: price.model }, h("td", { class: "mono" }, h(Line, null, price.model), price.above && h("span", { class: "dim" }, ` above ${count(price.above.input_tokens)} tokens ${price.above.input} / ${price.above.output}`)),
          [price.input, price.output, price.cache_read, price.cache_write].map((rate, i) => h("td", { key: i, class: "num" }, String(rate))), h("td", { class: "mut", title: price.source }, price.as_of)))))),
  ]);
}

function callsByModel(bars) {
  const counts = new Map();
  for (const bar of bars) counts.set(bar.group ?? "", (counts.get(bar.group ?? "") ?? 0) + bar.count);
  return counts;
}
