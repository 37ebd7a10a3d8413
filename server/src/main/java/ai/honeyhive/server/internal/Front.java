// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.operations.Metrics;
import ai.honeyhive.server.internal.operations.RequestLog;
import ai.honeyhive.server.internal.operations.RequestTrace;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What every request passes first: it is counted and named, its answer is given safe headers, the proxy's prefix is taken off. */
final class Front extends Handler.Wrapper {
    /** Answers may set their own; the page does. */
    static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final String prefix;
    private final Metrics metrics;
    private final RequestLog log;

    Front(String prefix, Metrics metrics, RequestLog log) {
        this.prefix = prefix;
        this.metrics = metrics;
        this.log = log;
    }

    static void addHeaders(HttpFields.Mutable headers) {
        HEADERS.forEach(headers::put);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var trace = new RequestTrace(request.getHeaders().get("X-Request-Id"), request.getMethod(), System.nanoTime());
        request.setAttribute(RequestTrace.ATTRIBUTE, trace);
        addHeaders(response.getHeaders());
        response.getHeaders().put("X-Request-Id", trace.id());
        Request.addCompletionListener(request, failure -> answered(trace, response));
        return super.handle(withoutPrefix(request), response, callback);
    }

    private void answered(RequestTrace trace, Response response) {
        long nanos = System.nanoTime() - trace.startedNanos();
        metrics.answered(trace, response.getStatus(), nanos);
        log.answered(trace, response.getStatus(), Response.getContentBytesWritten(response), nanos);
    }

    /** Proxies that take the prefix off themselves are as welcome as those that leave it. */
    private Request withoutPrefix(Request request) {
        String path = request.getHttpURI().getPath();
        if (prefix.isEmpty() || path == null || !(path.equals(prefix) || path.startsWith(prefix + "/"))) {
            return request;
        }
        String rest = path.substring(prefix.length());
        HttpURI shorter = HttpURI.build(request.getHttpURI())
                .path(rest.isEmpty() ? "/" : rest)
                .asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpURI getHttpURI() {
                return shorter;
            }
        };
    }
}
