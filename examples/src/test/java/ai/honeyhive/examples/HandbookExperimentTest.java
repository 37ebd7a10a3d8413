// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.examples;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.experiments.gates.Gates.averageAtLeast;
import static ai.honeyhive.experiments.gates.Gates.noFailedRows;
import static ai.honeyhive.junit.ExperimentTests.testsOf;

import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.evaluators.Evaluators;
import ai.honeyhive.junit.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** An experiment that runs with the other tests of a project: make its prompt worse, and the build fails. */
class HandbookExperimentTest {
    private static final Path FOLDER = Path.of("src/test/resources/handbook");

    @Experiment
    Stream<DynamicNode> answersFromTheHandbook() throws IOException {
        Path prompt = Path.of(System.getProperty(
                "handbook.prompt", FOLDER.resolve("prompt.txt").toString()));
        HandbookBot bot = new HandbookBot(Files.readString(prompt));
        return testsOf(evaluate(
                        "handbook",
                        Dataset.jsonl(FOLDER.resolve("questions.jsonl")),
                        row -> bot.answer(row.input("question")))
                .evaluator(Evaluators.exactMatch())
                .gate(averageAtLeast("exact_match", 0.8))
                .gate(noFailedRows())
                .unrecorded()
                .quiet());
    }
}
