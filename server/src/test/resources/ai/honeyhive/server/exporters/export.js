// Delivers one span and one log record with OpenTelemetry's exporters: node export.js <url> <json|proto> <none|gzip>
import { trace, ROOT_CONTEXT } from "@opentelemetry/api";
import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";

const [url, encoding, compression] = process.argv.slice(2);
const kind = encoding === "json" ? "http" : "proto";
const { OTLPTraceExporter } = await import(`@opentelemetry/exporter-trace-otlp-${kind}`);
const { OTLPLogExporter } = await import(`@opentelemetry/exporter-logs-otlp-${kind}`);
const options = (signal) => ({ url: `${url}/opentelemetry/v1/${signal}`, compression });

const spans = new BasicTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter(options("traces")))],
});
const logs = new LoggerProvider({
  processors: [new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter(options("logs")) })],
});

const span = spans.getTracer("javascript").startSpan("chat", {
  root: true,
  attributes: {
    "session.id": `javascript-${encoding}-${compression}`,
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.request.stop_sequences": ["END", "STOP"],
    ratio: 0.25,
    text: "grün ✓",
  },
});
span.recordException(new Error("no route"));
logs.getLogger("javascript").emit({
  eventName: "gen_ai.user.message",
  body: { content: "Weather?" },
  context: trace.setSpan(ROOT_CONTEXT, span),
});
span.end();
await spans.forceFlush();
await logs.forceFlush();
await Promise.all([spans.shutdown(), logs.shutdown()]);
