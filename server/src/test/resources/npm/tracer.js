// Traces a function, enriches the session, and reads both back.
const { HoneyHive, HoneyHiveTracer } = require("honeyhive");

(async () => {
  const serverURL = process.env.HH_API_URL;
  const tracer = await HoneyHiveTracer.init({
    apiKey: "any", project: "p", sessionName: "from npm", source: "test", serverUrl: serverURL, inputs: { q: "why" },
    disableBatch: true,
  });
  const answer = tracer.traceChain(async (question) => {
    const found = tracer.traceTool((word) => [word, "passage"], { eventName: "retrieve" })(question);
    tracer.enrichSpan({ metadata: { index: "faq" }, metrics: { passages: found.length } });
    return `because of ${found[1]}`;
  }, { eventName: "answer" });
  const result = await tracer.trace(() => answer("why"));
  await tracer.enrichSession({ feedback: { rating: 5 }, metadata: { plan: "pro" }, outputs: { result } });
  await tracer.flush();

  const sdk = new HoneyHive({ bearerAuth: "any", serverURL });
  const session = await sdk.session.getSession(tracer.sessionId);
  const exported = await sdk.events.getEvents({
    project: "p",
    filters: [{ field: "session_id", value: tracer.sessionId, operator: "is", type: "string" }],
  });
  console.log("RESULT " + JSON.stringify({ sessionId: tracer.sessionId, session, exported }));
  process.exit(0);
})().catch((error) => { console.error(error); process.exit(1); });
