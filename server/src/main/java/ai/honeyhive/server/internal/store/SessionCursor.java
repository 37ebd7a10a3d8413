// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.SessionRow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the session list: right behind this session. */
public record SessionCursor(double startTime, String sessionId) {

    public static SessionCursor behind(SessionRow row) {
        return new SessionCursor(row.startTime(), row.sessionId());
    }

    /** An opaque text for clients. */
    public String encode() {
        String text = Double.doubleToLongBits(startTime) + ":" + sessionId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #encode()} made.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static SessionCursor decode(String text) {
        String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int colon = decoded.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a cursor");
        }
        double start = Double.longBitsToDouble(Long.parseLong(decoded.substring(0, colon)));
        return new SessionCursor(start, decoded.substring(colon + 1));
    }
}
