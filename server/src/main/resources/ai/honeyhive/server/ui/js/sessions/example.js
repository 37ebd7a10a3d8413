/** The three lines of Java that fill an empty server, with the address of this one. */
export function javaExample(origin) {
  return [
    `var tracer = HoneyHiveTracer.builder().apiKey("local").serverUrl("${origin}").project("demo").build();`,
    'String answer = tracer.call("answer", EventType.CHAIN, span -> "Hello, " + System.getProperty("user.name"));',
    "tracer.close();",
  ].join("\n");
}
