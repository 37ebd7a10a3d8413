// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.io.PrintWriter;
import java.io.StringWriter;

/** How an exception is told, even one whose own methods fail. */
final class Failures {
    private Failures() {}

    static String describe(Throwable error) {
        String type = error.getClass().getSimpleName();
        String message = message(error);
        return message.isEmpty() ? type : type + ": " + message;
    }

    /** Returns the message; empty when there is none. */
    static String message(Throwable error) {
        try {
            String message = error.getMessage();
            return message == null ? "" : message;
        } catch (RuntimeException | StackOverflowError e) { // what cannot say itself must not hide itself
            return "";
        }
    }

    static String stackTrace(Throwable error) {
        try {
            StringWriter stack = new StringWriter();
            error.printStackTrace(new PrintWriter(stack));
            return stack.toString();
        } catch (RuntimeException | StackOverflowError e) {
            return "[not printable: " + error.getClass().getName() + "]";
        }
    }
}
