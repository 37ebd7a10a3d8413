// Runs an experiment. evaluate() ignores its server option, so the list of servers is changed under it.
const honeyhive = require("honeyhive");
honeyhive.ServerList[0] = process.env.HH_API_URL;

function exact(output, inputs, groundTruth) {
  return output === groundTruth.answer;
}

(async () => {
  const managed = process.argv[2];
  const outcome = await honeyhive.evaluate({
    apiKey: "any", project: "p", name: "npm run", serverUrl: process.env.HH_API_URL, maxWorkers: 2,
    function: async ({ question }) => (question ?? "a1").replace(/^[a-z]$/, (letter) => letter.toUpperCase()),
    evaluators: [exact],
    ...(managed ? { datasetId: managed } : {
      dataset: [
        { inputs: { query: "test1" }, ground_truths: { answer: "a1" } },
        { inputs: { query: "test2" }, ground_truths: { answer: "a2" } },
      ],
    }),
  });
  console.log("RESULT " + JSON.stringify(outcome));
  process.exit(0);
})().catch((error) => { console.error(error); process.exit(1); });
