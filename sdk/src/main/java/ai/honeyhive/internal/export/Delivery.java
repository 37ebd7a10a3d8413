// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.http.Backoff;
import ai.honeyhive.internal.http.HttpAnswer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request.
 *
 * @param accepted the accepting answer
 * @param lost why it was given up; both null means that it is kept and goes on later
 * @param detail what came back last
 * @param retryable whether the same request may be accepted later
 * @param serverFailed whether the server failed inside, which may be because of this very request
 * @param tooLarge whether a smaller request may be accepted
 * @param retryAfter how long the server asks to wait
 */
record Delivery(
        @Nullable HttpAnswer accepted,
        @Nullable DropCause lost,
        String detail,
        boolean retryable,
        boolean serverFailed,
        boolean tooLarge,
        @Nullable String retryAfter) {
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL_ERROR = 500;
    /** What makes a server fail inside may make it fail always, and must not hold up all that comes after it. */
    private static final int MAX_INTERNAL_ERRORS = 6;

    /** It waits on disk; whoever sends it tells later. */
    static final Delivery KEPT = new Delivery(null, null, "", false, false, false, null);

    /** It is given up. */
    static Delivery lost(DropCause cause, String detail) {
        return new Delivery(null, cause, detail, false, false, false, null);
    }

    /** Tries once; an interrupted thread stays interrupted and gets a retryable result. */
    static Delivery once(Request request, ExportTransport transport) {
        try {
            HttpAnswer answer = transport.send(request);
            if (answer.isSuccess()) {
                return new Delivery(answer, null, "", false, false, false, null);
            }
            String detail = answer.status() + " " + excerpt(transport.withoutSecrets(answer.text()));
            boolean failedInside = answer.status() >= INTERNAL_ERROR && !answer.isRetryable();
            return new Delivery(
                    null,
                    DropCause.REJECTED,
                    detail.strip(),
                    answer.isRetryable() || failedInside,
                    failedInside,
                    answer.status() == TOO_LARGE,
                    answer.retryAfter());
        } catch (IOException e) {
            return new Delivery(null, DropCause.UNREACHABLE, e.toString(), true, false, false, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery(null, DropCause.CLOSED, "not delivered in time", true, false, false, null);
        } catch (RuntimeException e) { // of a client of the caller's, such as one that was closed
            return new Delivery(null, DropCause.UNREACHABLE, e.toString(), true, true, false, null);
        }
    }

    /** Returns whether nothing is to be gained by another attempt after so many that failed. */
    boolean isFinalAfter(int failed) {
        return !retryable || (serverFailed && failed >= MAX_INTERNAL_ERRORS);
    }

    /** Waits before the next attempt; false when the thread was interrupted. */
    static boolean pause(int failed, Delivery delivery) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        try {
            Thread.sleep(Backoff.pause(failed, delivery.retryAfter()).toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String excerpt(String body) {
        return (body.length() <= 200 ? body : body.substring(0, 200)).strip();
    }
}
