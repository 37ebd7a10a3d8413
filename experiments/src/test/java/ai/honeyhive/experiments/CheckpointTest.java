// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckpointTest {
    @TempDir
    Path directory;

    private final AtomicInteger calls = new AtomicInteger();

    private static Dataset numbers(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.builder().id("n" + i).input("n", i).build())
                .toList());
    }

    private Experiment<Map<String, Object>> experiment(int count) {
        return Experiments.<Map<String, Object>>evaluate("e", numbers(count), datapoint -> {
                    calls.incrementAndGet();
                    int n = datapoint.input("n");
                    if (n == 1) {
                        throw new IOException("one");
                    }
                    return n == 2 ? null : Map.of("n", n, "list", List.of(1.5, "ü\n"));
                })
                .evaluator(
                        "found",
                        output -> output == null ? Score.of(0) : Score.of(true).because("it is there"))
                .evaluator("broken", output -> {
                    throw new IllegalStateException("judge is out");
                })
                .checkpoints(directory)
                .unrecorded()
                .quiet();
    }

    private Path file() {
        return directory.resolve("r1.jsonl");
    }

    @Test
    void resume_afterTheEnd_restoresEveryRowAsItWas() {
        ExperimentRun first = experiment(4).runId("r1").run();

        ExperimentRun second = experiment(4).resume("r1").run();

        assertThat(calls).hasValue(4);
        assertThat(second.rows()).allMatch(Row::restored);
        for (int i = 0; i < 4; i++) {
            Row before = first.rows().get(i);
            Row after = second.rows().get(i);
            assertThat(after.output()).isEqualTo(before.output());
            assertThat(after.errorText()).isEqualTo(before.errorText());
            assertThat(after.scores()).isEqualTo(before.scores());
            assertThat(after.explanations()).isEqualTo(before.explanations());
            assertThat(after.evaluatorErrors()).isEqualTo(before.evaluatorErrors());
            assertThat(after.sessionId()).isEqualTo(before.sessionId());
            assertThat(after.status()).isEqualTo(before.status());
            assertThat(after.duration()).isEqualTo(before.duration());
        }
        assertThat(second.metrics()).hasSameSizeAs(first.metrics());
        assertThat(second.table()).contains("4 restored");
    }

    @Test
    void resume_lineHalfWritten_runsThatRowAgain() throws IOException {
        experiment(4).runId("r1").maxConcurrency(1).run();
        String content = Files.readString(file());
        Files.writeString(file(), content.substring(0, content.length() - 10));

        ExperimentRun run = experiment(4).resume("r1").run();

        assertThat(calls).hasValue(5);
        assertThat(run.rows())
                .extracting(row -> row.datapoint().id())
                .containsExactly("EXT-n0", "EXT-n1", "EXT-n2", "EXT-n3");
        assertThat(run.rows()).extracting(Row::restored).containsExactly(true, true, true, false);
        assertThat(Files.readAllLines(file())).hasSize(5);
    }

    @Test
    void resume_ofSomethingElse_isRefusedByName() {
        experiment(3).runId("r1").run();

        assertThatThrownBy(() -> experiment(4).resume("r1").run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("dataset was " + numbers(3).id() + " and is "
                        + numbers(4).id());
        assertThatThrownBy(() -> experiment(3).taskVersion("2").resume("r1").run())
                .hasMessageContaining("task version was null and is 2");
        assertThatThrownBy(() -> experiment(3)
                        .evaluator("more", output -> 1)
                        .resume("r1")
                        .run())
                .hasMessageContaining("evaluators was [found, broken] and is [found, broken, more]");
        assertThat(experiment(4).resumeEvenIfChanged("r1").run().rows()).hasSize(4);
        assertThat(calls).hasValue(4);
    }

    @Test
    void run_whoseCheckpointIsThere_orIsNot_isRefused() {
        experiment(1).runId("r1").run();

        assertThatThrownBy(() -> experiment(1).runId("r1").run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("was begun before")
                .hasMessageContaining("resume(\"r1\")");
        assertThatThrownBy(() -> experiment(1).resume("r2").run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("there is no checkpoint");
        assertThatThrownBy(() ->
                        evaluate("e", numbers(1), datapoint -> 1).resume("r1").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("checkpoints(...)");
    }

    @Test
    void resume_whileTheRunIsUnderWay_isRefused() {
        evaluate("e", numbers(1), datapoint -> {
                    assertThatThrownBy(() -> evaluate("e", numbers(1), other -> 1)
                                    .checkpoints(directory)
                                    .unrecorded()
                                    .quiet()
                                    .resume("r1")
                                    .run())
                            .isInstanceOf(ExperimentException.class)
                            .hasMessageContaining("is under way");
                    calls.incrementAndGet();
                    return 1;
                })
                .checkpoints(directory)
                .unrecorded()
                .quiet()
                .runId("r1")
                .run();

        assertThat(calls).hasValue(1);
    }
}
