// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.http.Backoff;
import ai.honeyhive.internal.http.HttpAnswer;
import ai.honeyhive.internal.http.HttpTransport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request.
 *
 * @param accepted the accepting answer
 * @param lost why it was given up; both null means that it is kept and goes on later
 * @param detail what came back last
 * @param retryable whether the same request may be accepted later
 * @param tooLarge whether a smaller request may be accepted
 * @param retryAfter how long the server asks to wait
 */
record Delivery(
        @Nullable HttpAnswer accepted,
        @Nullable DropCause lost,
        String detail,
        boolean retryable,
        boolean tooLarge,
        @Nullable String retryAfter) {
    private static final int TOO_LARGE = 413;

    /** It waits on disk; whoever sends it tells later. */
    static final Delivery KEPT = new Delivery(null, null, "", false, false, null);

    /** It is given up. */
    static Delivery lost(DropCause cause, String detail) {
        return new Delivery(null, cause, detail, false, false, null);
    }

    /** Tries once; an interrupted thread stays interrupted and gets a retryable result. */
    static Delivery once(Request request, HttpTransport transport) {
        try {
            HttpAnswer answer = request.send(transport);
            if (answer.isSuccess()) {
                return new Delivery(answer, null, "", false, false, null);
            }
            String detail = answer.status() + " " + excerpt(answer.text());
            return new Delivery(
                    null,
                    DropCause.REJECTED,
                    detail,
                    answer.isRetryable(),
                    answer.status() == TOO_LARGE,
                    answer.retryAfter());
        } catch (IOException e) {
            return new Delivery(null, DropCause.UNREACHABLE, e.toString(), true, false, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery(null, DropCause.CLOSED, "not delivered in time", true, false, null);
        }
    }

    /** Tries until the server accepts or refuses; while it is away or busy, again and again until interrupted. */
    static Delivery untilSettled(Request request, HttpTransport transport) {
        for (int failed = 1; ; failed++) {
            Delivery delivery = once(request, transport);
            if (!delivery.retryable() || !pause(failed, delivery)) {
                return delivery;
            }
        }
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
