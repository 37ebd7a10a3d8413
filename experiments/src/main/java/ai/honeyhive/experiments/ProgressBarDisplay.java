// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is drawn over itself: for terminals. */
final class ProgressBarDisplay implements RunProgress {
    private static final int UPDATE_MILLIS = 200;

    private final ProgressBar bar;
    private final AtomicLong failed = new AtomicLong();

    ProgressBarDisplay(PrintStream output, Terminal terminal, String name, int rows) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(rows)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(terminal.colours() ? ProgressBarStyle.COLORFUL_UNICODE_BAR : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(output, terminal.width() - 1))
                .build();
    }

    @Override
    public void rowEnded(Row row) {
        if (row.failed()) {
            bar.setExtraMessage(" " + failed.incrementAndGet() + " failed");
        }
        bar.step();
    }

    @Override
    public void close() {
        bar.close();
    }
}
