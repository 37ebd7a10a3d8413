// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

/** How an exception is named in one line. */
final class Failures {
    private Failures() {}

    static String describe(Throwable error) {
        String type = error.getClass().getSimpleName();
        String message = message(error);
        return message.isEmpty() ? type : type + ": " + message;
    }

    private static String message(Throwable error) {
        try {
            String message = error.getMessage();
            return message == null ? "" : message;
        } catch (RuntimeException e) { // an exception whose getMessage throws must not hide itself
            return "";
        }
    }
}
