// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the output can show.
 *
 * @param interactive whether a line can be drawn over again
 * @param colours whether colours are welcome
 * @param width columns
 */
record Terminal(boolean interactive, boolean colours, int width) {
    private static final int DEFAULT_WIDTH = 120;
    private static final int LEAST_WIDTH = 60;
    private static final int MOST_WIDTH = 240;

    /** Looks at the process: only standard output can be a terminal. */
    static Terminal of(PrintStream output) {
        boolean terminal = output == System.out && isTerminal(System.console());
        return of(terminal, System::getenv, Terminal::columns);
    }

    static Terminal of(boolean terminal, UnaryOperator<@Nullable String> environment, IntSource columns) {
        boolean interactive = terminal && !isSet(environment, "CI") && !"dumb".equals(environment.apply("TERM"));
        int width = number(environment.apply("COLUMNS"));
        if (width == 0 && terminal) {
            width = columns.read();
        }
        return new Terminal(
                interactive,
                interactive && !isSet(environment, "NO_COLOR"),
                width == 0 ? DEFAULT_WIDTH : Math.max(LEAST_WIDTH, Math.min(width, MOST_WIDTH)));
    }

    /** Reads a number; 0 if it cannot be had. */
    interface IntSource {
        int read();
    }

    /** Since JDK 22 there can be a console without a terminal; it then says so itself. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true; // JDK 21 and older
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean isSet(UnaryOperator<@Nullable String> environment, String name) {
        String value = environment.apply(name);
        return value != null && !value.isEmpty() && !value.equalsIgnoreCase("false");
    }

    private static int columns() {
        try {
            Process process = new ProcessBuilder("sh", "-c", "stty size < /dev/tty")
                    .redirectError(Redirect.DISCARD)
                    .start();
            try {
                if (!process.waitFor(1, TimeUnit.SECONDS)) {
                    return 0;
                }
                String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
                return number(answer.substring(answer.indexOf(' ') + 1));
            } finally {
                process.destroy();
            }
        } catch (IOException e) { // no stty: not a Unix
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}
