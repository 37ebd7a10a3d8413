// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.MetricSummary;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the demo reaches on the shipped questions: not everything, and well above nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoExperimentTest {
    private ExperimentRun run;

    @BeforeAll
    void runOnce() {
        run = run(Map.of());
    }

    @Test
    void run_shippedQuestions_answersEveryOne() {
        assertThat(run.rows()).hasSize(Question.all().size());
        assertThat(run.failedRows()).isEmpty();
        assertThat(run.rows())
                .allSatisfy(row -> assertThat(row.scores()).containsKeys("hit_at_3", "token_f1", "answer_contained"));
    }

    @Test
    void retrieval_shippedQuestions_missesSome() {
        assertThat(metric("hit_at_3").mean()).isBetween(0.75, 0.95);
    }

    @Test
    void retrieval_lookups_allHit() {
        assertThat(run.rows())
                .filteredOn(row -> row.datapoint().metadata().get("kind").equals("lookup"))
                .isNotEmpty()
                .allMatch(row -> row.score("hit_at_3").orElseThrow().equals(true));
    }

    @Test
    void reading_shippedQuestions_isPartlyRight() {
        assertThat(metric("token_f1").mean()).isBetween(0.45, 0.75);
        assertThat(metric("answer_contained").mean()).isBetween(0.45, 0.75);
        assertThat(run.rows()).extracting(DemoExperimentTest::tokenF1).contains(0.0, 1.0);
        assertThat(run.rows())
                .filteredOn(row -> tokenF1(row) > 0 && tokenF1(row) < 1)
                .hasSizeGreaterThan(15);
    }

    @Test
    void run_keyInTheEnvironment_letsTheModelAnswer() throws IOException {
        try (var provider = new FakeOpenAi()) {
            provider.repliesWithAnswer("35 minutes", 100, 3);

            ExperimentRun modelRun = run(Map.of("OPENAI_API_KEY", "sk-test", "OPENAI_BASE_URL", provider.baseUrl()));

            assertThat(modelRun.rows())
                    .allSatisfy(row -> assertThat(row.output().orElseThrow())
                            .asInstanceOf(InstanceOfAssertFactories.MAP)
                            .containsEntry("answer", "35 minutes"));
            assertThat(provider.requests()).hasSize(modelRun.rows().size());
        }
    }

    @Test
    void run_modelFails_failsTheRowsAndNotTheRun() throws IOException {
        try (var provider = new FakeOpenAi()) {
            provider.replies(500, "out of order");

            ExperimentRun modelRun = run(Map.of("OPENAI_API_KEY", "sk-test", "OPENAI_BASE_URL", provider.baseUrl()));

            assertThat(modelRun.failedRows()).hasSameSizeAs(modelRun.rows());
            assertThat(modelRun.rows().get(0).errorText().orElseThrow()).contains("answered 500: out of order");
        }
    }

    @Test
    void open_unusableEnvironment_namesTheVariable() {
        assertThatThrownBy(() -> DemoExperiment.open(Map.of("OPENAI_API_KEY", "sk", "OPENAI_BASE_URL", "nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OPENAI_BASE_URL is not an http or https URL: nowhere");
    }

    private static ExperimentRun run(Map<String, String> environment) {
        try (var demo = DemoExperiment.open(environment)) {
            return demo.with(HoneyHiveTracer.noop()).unrecorded().quiet().run();
        }
    }

    private MetricSummary metric(String name) {
        return run.metric(name).orElseThrow();
    }

    private static double tokenF1(Row row) {
        return (double) row.score("token_f1").orElseThrow();
    }
}
