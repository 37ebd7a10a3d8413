// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Makes the prompt of {@link HandbookExperimentTest} worse, and good again. */
class HandbookGateTest {
    private static final Path PROMPT = Path.of("src/test/resources/handbook/prompt.txt");

    @TempDir
    Path folder;

    @Test
    void gate_failsWhileThePromptIsWorse_andPassesWhenItIsRestored() throws Exception {
        Path prompt = Files.copy(PROMPT, folder.resolve("prompt.txt"));
        assertThat(launch(prompt))
                .hasSize(7)
                .allSatisfy(test -> assertThat(test).startsWith("SUCCESSFUL "));

        Files.writeString(prompt, "You are a friendly assistant. Be brief.");
        List<String> worse = launch(prompt);

        assertThat(worse)
                .hasSize(7)
                .filteredOn(test -> test.startsWith("FAILED "))
                .singleElement()
                .satisfies(test -> assertThat(test).contains("gate: ", "exact_match", "0.8"));

        Files.copy(PROMPT, prompt, StandardCopyOption.REPLACE_EXISTING);
        assertThat(launch(prompt))
                .hasSize(7)
                .allSatisfy(test -> assertThat(test).startsWith("SUCCESSFUL "));
    }

    /** Returns what became of each test. */
    private static List<String> launch(Path prompt) {
        List<String> tests = new ArrayList<>();
        System.setProperty("handbook.prompt", prompt.toString());
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(HandbookExperimentTest.class))
                                    .build(),
                            new TestExecutionListener() {
                                @Override
                                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                    if (test.isTest()) {
                                        tests.add(result.getStatus() + " " + test.getDisplayName()
                                                + result.getThrowable()
                                                        .map(cause -> ": " + cause.getMessage())
                                                        .orElse(""));
                                    }
                                }
                            });
        } finally {
            System.clearProperty("handbook.prompt");
        }
        return tests;
    }
}
