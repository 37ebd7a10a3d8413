// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.http.Backoff;
import ai.honeyhive.internal.http.HttpAnswer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How one request ended.
 *
 * @param lost why it was given up; null when it was accepted
 * @param detail what came back last
 * @param accepted the accepting answer; null when it was given up
 * @param interrupted whether this thread shall end
 */
record Delivery(
        @Nullable DropCause lost, String detail, @Nullable HttpAnswer accepted, boolean interrupted) {
    /** One attempt. */
    interface Attempt {
        HttpAnswer send() throws IOException, InterruptedException;
    }

    /** Tries until the server accepts or refuses; while it is away or busy, again and again until interrupted. */
    static Delivery of(Attempt attempt) {
        for (int failed = 1; ; failed++) {
            String detail;
            DropCause cause;
            String retryAfter = null;
            try {
                HttpAnswer answer = attempt.send();
                if (answer.isSuccess()) {
                    return new Delivery(null, "", answer, false);
                }
                detail = answer.status() + " " + excerpt(answer.text());
                cause = DropCause.REJECTED;
                if (!answer.isRetryable()) {
                    return new Delivery(cause, detail, null, false);
                }
                retryAfter = answer.retryAfter();
            } catch (IOException e) {
                detail = e.toString();
                cause = DropCause.UNREACHABLE;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Delivery(DropCause.CLOSED, "not delivered in time", null, true);
            }
            try {
                Thread.sleep(Backoff.pause(failed, retryAfter).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Delivery(cause, detail, null, true);
            }
        }
    }

    private static String excerpt(String body) {
        return (body.length() <= 200 ? body : body.substring(0, 200)).strip();
    }
}
