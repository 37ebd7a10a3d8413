// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.SessionRow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list ordered by start and id: right behind this session or event. */
public record TimeCursor(double startTime, String id) {
    /** Before everything, where the earliest is first. */
    public static final TimeCursor START = new TimeCursor(-Double.MAX_VALUE, "");

    public static TimeCursor behind(SessionRow row) {
        return new TimeCursor(row.startTime(), row.sessionId());
    }

    /** Right behind an event. */
    public static TimeCursor behind(Event event) {
        return new TimeCursor(event.startTime(), event.eventId());
    }

    /** An opaque text for clients. */
    public String encode() {
        String text = Double.doubleToLongBits(startTime) + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #encode()} made.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static TimeCursor decode(String text) {
        String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int colon = decoded.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a cursor");
        }
        double start = Double.longBitsToDouble(Long.parseLong(decoded.substring(0, colon)));
        if (!Double.isFinite(start)) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new TimeCursor(start, decoded.substring(colon + 1));
    }
}
