// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What a person sees of a run: progress while it goes on, the table when it is over. Or nothing. */
final class RunConsole {
    private final @Nullable PrintStream output;
    private final Terminal terminal;

    private RunConsole(@Nullable PrintStream output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    /** Prints to the stream; null prints nothing. */
    static RunConsole of(@Nullable PrintStream output) {
        return new RunConsole(output, output == null ? new Terminal(false, false, 0) : Terminal.of(output));
    }

    static RunConsole of(PrintStream output, Terminal terminal) {
        return new RunConsole(output, terminal);
    }

    RunProgress progress(String name, int rows) {
        if (output == null) {
            return RunProgress.NONE;
        }
        return terminal.interactive()
                ? new ProgressBarDisplay(output, terminal, name, rows)
                : new ProgressLines(output, name, rows);
    }

    void show(ExperimentRun run) {
        if (output != null) {
            output.println();
            output.print(run.table(terminal.width()));
            output.flush();
        }
    }
}
