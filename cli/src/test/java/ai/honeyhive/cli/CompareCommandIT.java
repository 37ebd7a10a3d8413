// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were recorded, listed and compared by the commands. */
class CompareCommandIT {
    @TempDir
    Path directory;

    private CliServer server;

    @BeforeEach
    void start() {
        server = new CliServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ExperimentRun run(String name, IntPredicate good) {
        List<Datapoint> datapoints = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            datapoints.add(Datapoint.builder().id("r" + i).input("i", i).build());
        }
        try (HoneyHiveTracer tracer =
                HoneyHiveTracer.builder().serverUrl(server.url()).project("p").build()) {
            return evaluate("quiz", Dataset.of(datapoints), datapoint -> {
                        int i = datapoint.input("i");
                        if (i == 59) {
                            throw new IllegalStateException("no \u001b[31manswer");
                        }
                        return good.test(i);
                    })
                    .evaluator("right", output -> output)
                    .runName(name)
                    .tracer(tracer)
                    .quiet()
                    .run();
        }
    }

    @Test
    void compare_worseRun_endsWith1_andSaysWhatTheLibrarySays() {
        ExperimentRun before = run("before", i -> i % 10 != 0);
        ExperimentRun after = run("after", i -> i % 2 == 0);

        assertThat(server.hive("compare", "before", "after")).as(server.err()).isEqualTo(1);
        Comparison expected = Comparison.of(before, after);
        String sentence = expected.metric("right").orElseThrow().sentence();
        // The interval is drawn anew from the rows, which the server lists in another order.
        assertThat(server.out())
                .contains(sentence.substring(0, sentence.indexOf(" 95 % interval")))
                .contains(sentence.substring(sentence.indexOf(" pairs, ")));

        assertThat(server.hive("compare", after.id(), before.id(), "--json", "--metric", "right"))
                .isZero();
        assertThat(server.json().path("metrics").size()).isEqualTo(1);
        assertThat(server.json().at("/metrics/0/verdict").asString()).isEqualTo("better");
        assertThat(server.json().at("/metrics/0/pairs").asInt()).isEqualTo(59);
    }

    @Test
    void compare_whatCannotBe_endsWith2() {
        run("before", i -> true);

        assertThat(server.hive("compare", "before", "nothing")).isEqualTo(2);
        assertThat(server.err()).contains("there is no run \"nothing\"");
        assertThat(server.hive("compare", "before", "before", "--metric", "wrong"))
                .isEqualTo(2);
        assertThat(server.err()).contains("no datapoint has the metric \"wrong\" in both runs");
        assertThat(server.hive("compare", "before", "before", "--alpha", "5")).isEqualTo(2);
        assertThat(server.err()).contains("--alpha 5.0 must be between 0 and 1");
        assertThat(server.hive("compare", "before")).isEqualTo(2);
    }

    @Test
    void runs_listsAndShowsRowsWithScoresAndErrors() {
        ExperimentRun before = run("before", i -> true);
        run("after", i -> true);

        assertThat(server.hive("runs", "--json")).isZero();
        assertThat(server.json().findValuesAsString("name")).containsExactly("after", "before");
        assertThat(server.hive("runs", "--name", "before")).isZero();
        assertThat(server.out()).contains(before.id()).contains("right=").doesNotContain("after");
        assertThat(server.hive("runs", before.id(), "--limit", "100")).isZero();
        assertThat(server.out())
                .contains("60 rows, 1 failed")
                .contains("EXT-r0")
                .contains("no  [31manswer")
                .doesNotContain("\u001b");
        assertThat(server.hive("runs", before.id(), "--status", "failed")).isEqualTo(2);
        assertThat(server.hive("runs", "--status", "fine")).isEqualTo(2);
        assertThat(server.err()).contains("--status fine is unknown");
    }

    @Test
    void completion_isAScriptThatNamesTheCommands() {
        assertThat(server.plain("completion")).isZero();
        assertThat(server.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("dataset")
                .contains("--lower-is-better");
    }
}
