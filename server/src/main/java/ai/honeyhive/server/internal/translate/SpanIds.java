// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids that follow from trace and span id alone, so that they can be known before the span has arrived. */
final class SpanIds {
    private SpanIds() {}

    static String event(ByteString traceId, ByteString spanId) {
        return UUID.nameUUIDFromBytes(traceId.concat(spanId).toByteArray()).toString();
    }

    static String session(ByteString traceId) {
        return UUID.nameUUIDFromBytes(("session of trace " + hex(traceId)).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    static boolean isTraceId(ByteString id) {
        return isId(id, 16);
    }

    static boolean isSpanId(ByteString id) {
        return isId(id, 8);
    }

    /** Ids of zeros only mean that there is none. */
    private static boolean isId(ByteString id, int length) {
        if (id.size() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (id.byteAt(i) != 0) {
                return true;
            }
        }
        return false;
    }

    static boolean isUuid(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return false;
        }
        try {
            UUID.fromString(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
