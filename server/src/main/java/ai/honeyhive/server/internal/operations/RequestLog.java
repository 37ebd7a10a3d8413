// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.operations;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line a request. The line is a map and the parameter of its log record, so that a formatter can write its fields.
 * Requests that the server could not serve are warnings; all others are at {@code DEBUG}, unless they are asked for.
 */
public final class RequestLog {
    private static final System.Logger LOG = System.getLogger("ai.honeyhive.server.requests");

    private final Level level;

    /** Makes a log that tells of every request at {@code INFO}, or of failures only. */
    public RequestLog(boolean every) {
        this.level = every ? Level.INFO : Level.DEBUG;
    }

    public void answered(RequestTrace trace, int status, long bytes, long nanos) {
        Level of = status >= 500 && status != 503 ? Level.WARNING : level;
        if (LOG.isLoggable(of)) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("request_id", trace.id());
            line.put("method", trace.method());
            line.put("route", trace.route());
            line.put("status", status);
            line.put("ms", Math.round(nanos / 1e4) / 100.0);
            line.put("bytes", bytes);
            LOG.log(of, "request {0}", line);
        }
    }
}
