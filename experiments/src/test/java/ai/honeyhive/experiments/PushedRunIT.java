// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.client.MetricComparison;
import ai.honeyhive.client.MetricFields;
import ai.honeyhive.client.MetricType;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.server.ModelEndpoint;
import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.tracing.HoneyHiveTracer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server makes of runs that were sent to it: the same figures, and metrics of its own. */
@Timeout(120)
class PushedRunIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final CountDownLatch mayJudge = new CountDownLatch(1);
    private HttpServer model;
    private HoneyHiveServer server;
    private HoneyHiveTracer tracer;

    @BeforeEach
    void start() throws IOException {
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/v1/chat/completions", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String content = asked.contains("answer 3")
                    ? "I would rather not say"
                    : "{\\\"explanation\\\":\\\"well said\\\",\\\"score\\\":4}";
            if (asked.contains("Patiently")) {
                try {
                    mayJudge.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] body = ("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"" + content + "\"}}],"
                            + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":1}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        model.start();
        URI url = URI.create("http://127.0.0.1:" + model.getAddress().getPort() + "/v1");
        server = HoneyHiveServer.builder()
                .dataDirectory(data)
                .judge(ModelEndpoint.builder(url, "judge-1").build())
                .build()
                .start();
        tracer = HoneyHiveTracer.builder()
                .apiKey("key")
                .project("bot")
                .serverUrl(server.url().toString())
                .build();
    }

    @AfterEach
    void stop() {
        mayJudge.countDown();
        tracer.close();
        server.close();
        model.stop(0);
    }

    private static Dataset numbers(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.builder()
                        .id("n" + i)
                        .input("n", i)
                        .groundTruth("answer " + i)
                        .build())
                .toList());
    }

    private Experiment<String> experiment(int rows) {
        return evaluate("answers", numbers(rows), datapoint -> {
                    int n = datapoint.input("n");
                    if (n == 1) {
                        throw new IOException("no route");
                    }
                    return "answer " + n;
                })
                .tracer(tracer)
                .withoutGit()
                .quiet();
    }

    private void metric(String name, MetricType type, String criteria, String returns) {
        tracer.client()
                .metrics()
                .create(MetricFields.builder(name, type, criteria)
                        .returnType(returns)
                        .enabledInProduction(true)
                        .samplingPercentage(100)
                        .filters(List.of(ai.honeyhive.client.EventFilter.text(
                                "event_name", ai.honeyhive.client.EventFilter.Operator.IS, "answers")))
                        .build());
    }

    @Test
    void serverMetrics_awaited_areScoresOfTheRows() {
        metric(
                "even",
                MetricType.PYTHON,
                "{\"kind\":\"regex\",\"of\":\"outputs\",\"pattern\":\"[02468]$\"}",
                "boolean");
        metric("quality", MetricType.LLM, "Judge {{outputs.result}}", "float");

        ExperimentRun run = experiment(6)
                .evaluator("local", output -> 1)
                .awaitServerMetrics(LONG, "even", "quality")
                .run();

        assertThat(run.problems()).isEmpty();
        assertThat(run.evaluators()).containsExactly("local", "even", "quality");
        for (Row row : run.rows()) {
            int n = row.datapoint().input("n");
            if (n == 1) {
                assertThat(row.scores()).isEmpty();
                assertThat(row.evaluatorErrors()).isEmpty();
            } else {
                assertThat(row.scores()).containsEntry("local", 1).containsEntry("even", n % 2 == 0);
                assertThat(row.score("quality").isPresent()).isEqualTo(n != 3);
            }
        }
        assertThat(run.rows().get(0).score("quality").map(MetricSummary::number))
                .contains(4.0);
        assertThat(run.rows().get(0).explanations()).containsEntry("quality", "well said");
        assertThat(run.rows().get(3).evaluatorErrors().get("quality")).startsWith("the server could not compute it: ");
        assertThat(run.metric("quality").orElseThrow().count()).isEqualTo(4);
        assertThat(run.metric("even").orElseThrow().mean()).isEqualTo(0.6);
        Map<?, ?> stored = (Map<?, ?>)
                tracer.client().runs().find(run.id()).orElseThrow().results().get("metrics");
        assertThat(((Map<?, ?>) stored.get("even")).get("mean")).isEqualTo(0.6);
        assertThat(figures(RecordedRun.load(tracer.client(), run.id()).rows().stream()
                        .map(RecordedRow::scored)
                        .toList()))
                .isEqualTo(figures(run.scoredRows()));
    }

    @Test
    void serverMetrics_notThereInTime_areErrorsOfTheirEvaluator() {
        metric(
                "slow",
                MetricType.LLM,
                "Patiently judge {{outputs.result}}",
                "float"); // also of sessions, which begin empty

        ExperimentRun run =
                experiment(4).awaitServerMetrics(Duration.ofMillis(300), "slow").run();

        assertThat(run.recorded()).isTrue();
        assertThat(run.problems()).containsExactly("the server had not computed \"slow\" for 3 of 4 rows after 0.3 s");
        assertThat(run.rows())
                .filteredOn(row -> !row.failed())
                .allSatisfy(row ->
                        assertThat(row.evaluatorErrors().get("slow")).startsWith("the server has not computed it"));
        assertThat(run.metric("slow").orElseThrow().errors()).isEqualTo(3);
    }

    @Test
    void serverMetrics_unknownOrOff_areRefusedBeforeTheFirstRow() {
        metric("known", MetricType.LLM, "Judge {{outputs.result}}", "float");
        tracer.client()
                .metrics()
                .create(MetricFields.builder("off", MetricType.LLM, "Judge {{outputs.result}}")
                        .build());

        Assertions.assertThatThrownBy(
                        () -> experiment(2).awaitServerMetrics(LONG, "typo").run())
                .isInstanceOf(ExperimentException.class)
                .hasMessage("the server's metric \"typo\" cannot be awaited: " + server.url() + " has only known, off");
        Assertions.assertThatThrownBy(
                        () -> experiment(2).awaitServerMetrics(LONG, "off").run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageEndingWith("it is not computed while its enabled_in_prod is false");
    }

    @Test
    void runs_compared_showTheSameFiguresThere() throws Exception {
        ExperimentRun baseline = scored(60, 0);
        ExperimentRun candidate = scored(60, 7);

        Comparison here = Comparison.of(baseline, candidate);

        assertThat(figures(RecordedRun.load(tracer.client(), candidate.id()).scoredRows()))
                .isEqualTo(figures(candidate.scoredRows()));
        Comparison readBack = Comparison.of(
                RecordedRun.load(tracer.client(), baseline.id()), RecordedRun.load(tracer.client(), candidate.id()));
        assertThat(readBack.summary()).isEqualTo(here.summary());
        for (MetricComparison there :
                tracer.client().runs().compare(candidate.id(), baseline.id()).metrics()) {
            ComparedMetric metric = here.metric(there.name()).orElseThrow();
            assertThat(there.oldAggregate().orElseThrow()).isCloseTo(metric.baselineMean(), within(1e-12));
            assertThat(there.newAggregate().orElseThrow()).isCloseTo(metric.candidateMean(), within(1e-12));
            assertThat(there.improved()).hasSize(metric.improved());
            assertThat(there.degraded()).hasSize(metric.degraded());
            assertThat(there.same()).hasSize(metric.same());
        }
        Map<String, Map<?, ?>> statistics = statistics(candidate, baseline);
        for (ComparedMetric metric : here.metrics()) {
            Map<?, ?> there = statistics.get(metric.metric());
            assertThat(there.get("test")).isEqualTo(metric.test());
            assertThat(there.get("pairs")).isEqualTo(metric.pairs());
            assertThat(number(there.get("difference"))).isEqualTo(metric.difference());
            assertThat(number(there.get("p_value"))).isEqualTo(metric.pValue());
            assertThat(number(there.get("wilcoxon_p_value"))).isEqualTo(metric.wilcoxonPValue());
            assertThat(metric.differenceInterval()).hasValueSatisfying(interval -> {
                List<?> bounds = (List<?>) there.get("difference_interval");
                assertThat(number(bounds.get(0))).isEqualTo(interval.lower());
                assertThat(number(bounds.get(1))).isEqualTo(interval.upper());
            });
        }
        assertThat(here.metrics())
                .extracting(ComparedMetric::metric)
                .containsExactlyInAnyOrder("right", "share", Comparison.TASK_SUCCESS);
    }

    /** Rows end in no particular order. */
    private ExperimentRun scored(int rows, int shift) {
        return experiment(rows)
                .maxConcurrency(16)
                .evaluator("right", (output, datapoint) -> (datapoint.<Integer>input("n") * 31 + shift) % 10 < 6)
                .evaluator("share", (output, datapoint) -> (datapoint.<Integer>input("n") * 17 + shift) % 100 / 100.0)
                .run();
    }

    private Map<String, Map<?, ?>> statistics(ExperimentRun candidate, ExperimentRun baseline) throws Exception {
        URI url = URI.create(
                server.url() + "/v1/runs/" + candidate.id() + "/compare-with/" + baseline.id() + "/statistics");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        Map<String, Map<?, ?>> metrics = new HashMap<>();
        for (Object metric : (List<?>) ((Map<?, ?>) Json.read(answer.body())).get("metrics")) {
            metrics.put(String.valueOf(((Map<?, ?>) metric).get("metric")), (Map<?, ?>) metric);
        }
        return metrics;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static Map<String, Map<String, Double>> figures(List<ai.honeyhive.statistics.comparison.ScoredRow> rows) {
        Map<String, Map<String, Double>> figures = new HashMap<>();
        rows.forEach(row -> {
            Map<String, Double> numbers = new HashMap<>();
            row.scores().forEach((name, score) -> numbers.put(name, MetricSummary.number(score)));
            numbers.put("failed", row.failed() ? 1.0 : 0.0);
            figures.put(row.datapointId(), numbers);
        });
        return figures;
    }
}
