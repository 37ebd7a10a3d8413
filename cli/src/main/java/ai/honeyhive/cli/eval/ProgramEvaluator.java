// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Scores by a program that gets the row and its output, and prints the score. */
final class ProgramEvaluator implements Evaluator<Object> {
    private final String name;
    private final Program program;
    private final Duration timeout;

    ProgramEvaluator(String name, Program program, Duration timeout) {
        this.name = name;
        this.program = program;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Score score(@Nullable Object output, Datapoint datapoint) throws Exception {
        Map<String, @Nullable Object> input = new LinkedHashMap<>(datapoint.toMap());
        input.put("id", datapoint.id());
        input.put("output", output);
        return score(Answers.readScore(run(input, datapoint.inputs())));
    }

    private String run(Object input, Map<String, ?> inputs) throws Exception {
        FutureTask<String> call = new FutureTask<>(() -> program.run(input, inputs));
        Thread thread = new Thread(call, "honeyhive-eval-score");
        thread.setDaemon(true);
        thread.start();
        try {
            return call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the evaluator took longer than " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            call.cancel(true); // ends the program, if it still runs
        }
    }

    private static @Nullable Score score(@Nullable Object printed) throws IOException {
        if (printed == null) {
            return null;
        }
        if (!(printed instanceof Map<?, ?> map)) {
            return scalar(printed);
        }
        if (map.get("score") == null) {
            throw new IOException("the evaluator printed no \"score\": " + Answers.shortened(Answers.write(map)));
        }
        Score score = scalar(map.get("score"));
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            if (key.equals("explanation")) {
                score = score.because(String.valueOf(value));
            } else if (!key.equals("score") && value != null) {
                score = score.with(key, value);
            }
        }
        return score;
    }

    private static Score scalar(@Nullable Object value) throws IOException {
        if (value instanceof Boolean yes) {
            return Score.of(yes);
        }
        if (value instanceof Number number) {
            return Score.of(number);
        }
        if (value instanceof String label) {
            return Score.of(label);
        }
        throw new IOException(
                "a score is a boolean, a number or a text, not " + Answers.shortened(Answers.write(value)));
    }
}
