// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line at the start and after every tenth of the rows: for files and build logs. */
final class ProgressLines implements RunProgress {
    private static final int STEPS = 10;

    private final PrintStream output;
    private final String name;
    private final int rows;
    private final long start = System.nanoTime();
    private int ended; // guarded by this
    private int failed; // guarded by this

    ProgressLines(PrintStream output, String name, int rows) {
        this.output = output;
        this.name = name;
        this.rows = rows;
        output.println(name + ": " + rows + (rows == 1 ? " row" : " rows"));
    }

    @Override
    public synchronized void rowEnded(Row row) {
        int before = step(ended);
        ended++;
        if (row.failed()) {
            failed++;
        }
        if (step(ended) > before) {
            output.println(name + ": " + ended + " of " + rows + " (" + (100L * ended / rows) + " %), "
                    + seconds(Duration.ofNanos(System.nanoTime() - start))
                    + (failed == 0 ? "" : ", " + failed + " failed"));
        }
    }

    @Override
    public void close() {
        output.flush();
    }

    private int step(int count) {
        return (int) ((long) STEPS * count / rows);
    }

    /** Returns a duration as people say it: {@code 0.3 s}, {@code 12 s}, {@code 3 min 5 s}. */
    static String seconds(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        double seconds = duration.toMillis() / 1000.0;
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
}
