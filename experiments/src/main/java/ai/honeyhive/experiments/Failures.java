// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

/** What the user's code throws, as text; and which of it no one may swallow. */
final class Failures {
    private Failures() {}

    /** Returns class and message, even of an exception whose message cannot be had. */
    static String describe(Throwable failure) {
        String type = failure.getClass().getName();
        try {
            String message = failure.getMessage();
            return message == null || message.isBlank() ? type : type + ": " + message;
        } catch (RuntimeException | StackOverflowError e) { // getMessage is code of others too
            return type;
        }
    }

    /** Returns the failure as something that may be thrown where exceptions are; throws it at once if it is an error. */
    static Exception asException(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
    }

    /** Throws what says that the JVM itself is broken. A stack overflow is over when it is caught. */
    static void rethrowIfFatal(Throwable failure) {
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
    }
}
