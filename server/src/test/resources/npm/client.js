// Calls everything that the generated client has; it checks each answer against its own schemas and throws if one is off.
const { HoneyHive } = require("honeyhive");

(async () => {
  const sdk = new HoneyHive({ bearerAuth: "any", serverURL: process.env.HH_API_URL });
  const project = "p";

  const session = await sdk.session.startSession({ session: { project, sessionName: "s", source: "test" } });
  const event = (name) => ({
    project, source: "test", eventName: name, eventType: "chain", sessionId: session.sessionId, config: {},
    inputs: { q: 1 }, outputs: { a: 1 }, duration: 5, startTime: 1000, endTime: 1005, metrics: { m: 1 },
  });
  const model = {
    project, model: "gpt-4o", provider: "openai", messages: [{ role: "user", content: "hi" }],
    response: { content: "ho" }, duration: 5, usage: { total_tokens: 3 }, source: "test",
  };
  const created = await sdk.events.createEvent({ event: event("one") });
  await sdk.events.updateEvent({ eventId: created.eventId, metadata: { k: "v" }, feedback: { rating: 1 } });
  const modelEvent = await sdk.events.createModelEvent({ modelEvent: model });
  const batch = await sdk.events.createEventBatch({ events: [event("a"), event("b")], isSingleSession: true });
  const models = await sdk.events.createModelEventBatch({ modelEvents: [model] });
  const events = await sdk.events.getEvents({ project, filters: [{ field: "event_name", value: "one", operator: "is" }] });

  const dataset = (await sdk.datasets.createDataset({ project, name: "d", type: "evaluation" })).result.insertedId;
  await sdk.datasets.updateDataset({ datasetId: dataset, name: "renamed" });
  const added = await sdk.datasets.addDatapoints(
    { project, data: [{ q: "why", a: "so" }], mapping: { inputs: ["q"], groundTruth: ["a"], history: [] } }, dataset);
  const datasets = await sdk.datasets.getDatasets(project, undefined, dataset);

  const datapoint = (await sdk.datapoints.createDatapoint({ project, inputs: { q: 1 } })).result.insertedId;
  await sdk.datapoints.updateDatapoint({ groundTruth: { a: 1 } }, datapoint);
  const datapoints = await sdk.datapoints.getDatapoints(project, [datapoint, added.datapointIds[0]]);
  const one = await sdk.datapoints.getDatapoint(datapoint);
  const ofDataset = await sdk.datapoints.getDatapoints(project, undefined, "renamed");

  const runs = [];
  for (const score of [1, 2]) {
    const run = await sdk.experiments.createRun({
      project, name: `run ${score}`, eventIds: [], datasetId: dataset, status: "pending", metadata: { git: "abc" },
    });
    await sdk.events.createEvent({
      event: { ...event("task"), metrics: { score, ok: true }, metadata: { run_id: run.runId, datapoint_id: datapoint } },
    });
    await sdk.experiments.updateRun({ status: "completed", eventIds: [session.sessionId] }, run.runId);
    runs.push(run.runId);
  }
  const list = await sdk.experiments.getRuns(project);
  const run = await sdk.experiments.getRun(runs[0]);
  const result = await sdk.experiments.getExperimentResult(runs[0], project, "average");
  const comparison = await sdk.experiments.getExperimentComparison(runs[1], runs[0], project);
  const deletedRun = await sdk.experiments.deleteRun(runs[0]);

  await sdk.metrics.createMetric({
    name: "m", task: project, type: "custom", description: "d", returnType: "float", codeSnippet: "return 1",
    threshold: { min: 0.5 },
  });
  const metric = (await sdk.metrics.getMetrics(project))[0];
  await sdk.metrics.updateMetric({ metricId: metric.id, name: "renamed" });
  const metrics = await sdk.metrics.getMetrics(project);
  await sdk.metrics.deleteMetric(metric.id);

  const parameters = { callType: "chat", model: "gpt-4o", additionalProperties: {} };
  const configuration = { project, name: "c", provider: "openai", parameters };
  await sdk.configurations.createConfiguration(configuration);
  const stored = (await sdk.configurations.getConfigurations(project))[0];
  await sdk.configurations.updateConfiguration({ ...configuration, name: "renamed" }, stored.id);
  const configurations = await sdk.configurations.getConfigurations(project, undefined, "renamed");
  await sdk.configurations.deleteConfiguration(stored.id);

  const tool = (await sdk.tools.createTool({ task: project, name: "t", parameters: { a: 1 }, type: "function" }))
    .result.insertedId;
  await sdk.tools.updateTool({ id: tool, name: "renamed", parameters: {} });
  const tools = await sdk.tools.getTools();
  await sdk.tools.deleteTool(tool);

  const createdProject = await sdk.projects.createProject({ name: project, description: "d" });
  await sdk.projects.updateProject({ projectId: createdProject.id, name: "renamed" });
  const projects = await sdk.projects.getProjects("renamed");
  await sdk.projects.deleteProject("renamed");

  await sdk.datapoints.deleteDatapoint(datapoint);
  await sdk.datasets.deleteDataset(dataset);
  console.log("RESULT " + JSON.stringify({
    created, modelEvent, batch, models, events, datasets, datapoints, one, ofDataset, list, run, result, comparison,
    deletedRun, metrics, configurations, tools, projects,
  }));
  process.exit(0);
})().catch((error) => { console.error(error, error.rawValue); process.exit(1); });
