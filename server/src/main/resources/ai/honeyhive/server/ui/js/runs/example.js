/** The three lines of Java that make a first run, with the address of this server. */
export function experimentExample(origin) {
  return [
    `var tracer = HoneyHiveTracer.builder().apiKey("local").serverUrl("${origin}").project("demo").build();`,
    'var dataset = Dataset.of("capitals", List.of(Datapoint.of(Map.of("question", "Capital of France?"), Map.of("answer", "Paris"))));',
    'evaluate("capitals", dataset, datapoint -> "Paris").tracer(tracer).evaluator(exactMatch()).run();',
  ].join("\n");
}
