// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.StoredRun;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run whose server is killed in the middle, in a process of its own. */
@Timeout(120)
class LostServerIT {
    private static final int ROWS = 300;
    private static final Logger LOGGER = Logger.getLogger("ai.honeyhive");

    @TempDir
    Path directory;

    private final Queue<LogRecord> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                logged.add(entry);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private ServerProcess server;
    private HoneyHiveTracer tracer;

    @BeforeEach
    void start() throws IOException {
        LOGGER.addHandler(handler);
        server = ServerProcess.start(directory.resolve("data"));
        tracer = HoneyHiveTracer.builder()
                .apiKey("key")
                .project("bot")
                .serverUrl(server.url().toString())
                .build();
    }

    @AfterEach
    void stop() {
        tracer.close();
        server.close();
        LOGGER.removeHandler(handler);
    }

    private static Dataset numbers() {
        return Dataset.of(IntStream.range(0, ROWS)
                .mapToObj(i -> Datapoint.builder().id("n" + i).input("n", i).build())
                .toList());
    }

    private ExperimentRun run(Task<Integer> task) {
        return evaluate("lost", numbers(), task)
                .tracer(tracer)
                .quiet()
                .withoutGit()
                .checkpoints(directory.resolve("checkpoints"))
                .evaluator("even", output -> output % 2 == 0)
                .maxConcurrency(4)
                .run();
    }

    private static void assertComplete(ExperimentRun run) {
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.rows())
                .extracting(row -> row.output().orElseThrow())
                .isEqualTo(IntStream.range(0, ROWS).boxed().toList());
        assertThat(run.rows()).noneMatch(Row::failed);
        assertThat(run.metric("even").orElseThrow().mean()).isEqualTo(0.5);
    }

    /** Why something was dropped, as often as the log says it. */
    private List<Object> causesLogged() {
        return logged.stream()
                .filter(entry -> entry.getMessage().contains("dropped"))
                .map(entry -> entry.getParameters()[3])
                .toList();
    }

    private void killAfterTheFirstRows() throws InterruptedException {
        while (tracer.health().spansDelivered() == 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        server.kill();
    }

    @Test
    void run_serverKilledAndBack_isRecordedWhole() {
        CountDownLatch killed = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);

        ExperimentRun run = run(datapoint -> {
            int n = datapoint.input("n");
            if (n == 100) {
                killAfterTheFirstRows();
                killed.countDown();
            } else if (n == 200) {
                killed.await();
                server.comeBack();
                back.countDown();
            } else if (n > 200) {
                back.await();
            }
            return n;
        });

        assertComplete(run);
        assertThat(run.problems()).isEmpty();
        assertThat(run.recorded()).isTrue();
        StoredRun stored = tracer.client().runs().find(run.id()).orElseThrow();
        assertThat(stored.status()).contains("completed");
        RecordedRun recorded = RecordedRun.load(tracer.client(), run.id());
        assertThat(recorded.rows())
                .hasSize(ROWS)
                .allSatisfy(row -> assertThat(row.scores()).containsOnlyKeys("even"));
        assertThat(recorded.rows())
                .extracting(RecordedRow::sessionId)
                .containsExactlyInAnyOrderElementsOf(
                        run.rows().stream().map(Row::sessionId).toList());
        assertThat(causesLogged()).isEmpty();
    }

    @Test
    void run_serverKilledForGood_keepsAllRowsAndSaysOnceWhatIsLost() {
        ExperimentRun run = run(datapoint -> {
            int n = datapoint.input("n");
            if (n == 100) {
                killAfterTheFirstRows();
            }
            return n;
        });
        assertComplete(run);
        assertThat(run.recorded()).isFalse();
        assertThat(run.result()).isEmpty();
        assertThat(run.problems()).hasSize(2);
        assertThat(run.problems().get(0))
                .startsWith("not every event and session of the run was accepted by " + server.url());
        assertThat(run.problems().get(1))
                .startsWith("the run was not completed on the server and stays pending there: PUT ");

        tracer.close(); // gives up what it could not deliver

        assertThat(tracer.health().droppedInAll()).isPositive();
        assertThat(causesLogged()).isNotEmpty().doesNotHaveDuplicates();
    }
}
