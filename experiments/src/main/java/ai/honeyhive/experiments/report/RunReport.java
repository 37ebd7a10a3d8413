// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.budgets.Budgets;
import ai.honeyhive.experiments.gates.Baseline;
import ai.honeyhive.statistics.comparison.Comparer;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.ScoredRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run as a document. Content of rows is shown as text, whatever it holds. Texts longer than a reader wants are cut, and so
 * are long lists of rows; what was left out is said. Immutable.
 */
public final class RunReport {
    private final ExperimentRun run;
    private final @Nullable Reference reference;

    private RunReport(ExperimentRun run, @Nullable Reference reference) {
        this.run = run;
        this.reference = reference;
    }

    /** Starts a report of a run alone. */
    public static RunReport of(ExperimentRun run) {
        return new RunReport(requireNonNull(run, "run"), null);
    }

    /** Adds the comparison with a baseline; of what {@link Budgets} measure less is better. */
    public RunReport against(Baseline baseline) {
        Comparer comparer = Comparer.standard().lowerIsBetter(Budgets.measures().toArray(String[]::new));
        return against(baseline.runName(), baseline, comparer.compare(baseline, run));
    }

    /**
     * Adds a comparison.
     *
     * @param name what readers know the baseline as
     * @param comparison of this baseline with this report's run
     */
    public RunReport against(String name, ScoredRun baseline, Comparison comparison) {
        return new RunReport(run, new Reference(name, baseline, comparison));
    }

    /** Returns it in GitHub's Markdown, for the comment of a pull request: at most some 60,000 characters. */
    public String markdown() {
        return new MarkdownReport(run, reference).render();
    }

    /** Returns it as one HTML file with plots, in light and dark, that loads nothing and runs no script. */
    public String html() {
        return new HtmlReport(run, reference).render();
    }

    /**
     * Returns it as JUnit's XML, for build servers: a suite of gates and a suite of rows. A failed gate is a failure, an
     * undecided gate an error, and so is a row whose task failed. The comparison is not in it.
     */
    public String junitXml() {
        return new JunitXmlReport(run).render();
    }

    /**
     * Writes it in the form that the name of the file ends with: {@code .md}, {@code .html} or {@code .xml} (JUnit). Folders are made; what was there is replaced.
     *
     * @throws IllegalArgumentException if the name ends otherwise
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String text;
        if (name.endsWith(".md")) {
            text = markdown();
        } else if (name.endsWith(".html")) {
            text = html();
        } else if (name.endsWith(".xml")) {
            text = junitXml();
        } else {
            throw new IllegalArgumentException("a report is written to .md, .html or .xml, not to " + file);
        }
        try {
            Files.createDirectories(requireNonNull(file.toAbsolutePath().getParent()));
            Files.write(file, text.getBytes(StandardCharsets.UTF_8)); // writeString refuses halves of characters
        } catch (IOException e) {
            throw new UncheckedIOException("the report " + file + " cannot be written", e);
        }
    }
}
