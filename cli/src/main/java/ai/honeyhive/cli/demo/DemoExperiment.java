// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.experiments.evaluators.Evaluators.contains;
import static ai.honeyhive.experiments.evaluators.Evaluators.hitAtK;
import static ai.honeyhive.experiments.evaluators.Evaluators.tokenF1;
import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.util.List;
import java.util.Map;

/**
 * The experiment of {@code hive demo}: every question of the handbook, put to the bot and scored by whether a right
 * passage is among the first three ({@code hit_at_3}), by the words that answer and ground truth share
 * ({@code token_f1}), and by whether the answer holds the ground truth ({@code answer_contained}).
 */
public final class DemoExperiment implements AutoCloseable {
    /** The name of the experiment, and so of the chain event of each question. */
    public static final String NAME = "handbook-qa";

    private static final int HIT_DEPTH = 3;

    private final Dataset dataset;
    private final PassageIndex index;
    private final Reader reader;

    private DemoExperiment(Dataset dataset, PassageIndex index, Reader reader) {
        this.dataset = dataset;
        this.index = index;
        this.reader = reader;
    }

    /**
     * Reads the handbook and its questions, and indexes it.
     *
     * @param environment where {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL} and {@code OPENAI_MODEL} are looked for:
     *     with a key a model answers, without one the extractive reader does
     * @throws IllegalArgumentException naming the variable, if one of them cannot be used
     */
    public static DemoExperiment open(Map<String, String> environment) {
        var index = new PassageIndex(Handbook.passages());
        Reader reader = Reader.from(environment, index);
        return new DemoExperiment(Dataset.jsonl(Handbook.open(Handbook.QUESTIONS), Handbook.QUESTIONS), index, reader);
    }

    /** Returns the name of what answers: a model's, or {@code extractive-reader}. */
    public String readerName() {
        return reader.model();
    }

    /** Returns the experiment, ready to run; it can be run only until this is closed. */
    public Experiment<Map<String, Object>> with(HoneyHiveTracer tracer) {
        var bot = new QuestionAnswering(index, reader, tracer, QuestionAnswering.DEFAULT_PASSAGES);
        return evaluate(
                        NAME,
                        dataset,
                        (Datapoint row) -> bot.answer(row.input("question")).outputs())
                .tracer(tracer)
                .evaluator(hitAtK(HIT_DEPTH, DemoExperiment::passages)
                        .groundTruth(Answer.PASSAGES)
                        .named("hit_at_" + HIT_DEPTH))
                .evaluator(tokenF1(DemoExperiment::text).groundTruth(Answer.ANSWER))
                .evaluator(contains(DemoExperiment::text)
                        .groundTruth(Answer.ANSWER)
                        .named("answer_contained"))
                .metadata("reader", reader.model())
                .metadata("provider", reader.provider())
                .metadata("retriever", "Lucene BM25")
                .metadata("passages_read", QuestionAnswering.DEFAULT_PASSAGES);
    }

    @Override
    public void close() {
        index.close();
    }

    private static List<?> passages(Map<String, Object> output) {
        return (List<?>) requireNonNull(output.get(Answer.PASSAGES));
    }

    private static String text(Map<String, Object> output) {
        return (String) requireNonNull(output.get(Answer.ANSWER));
    }
}
