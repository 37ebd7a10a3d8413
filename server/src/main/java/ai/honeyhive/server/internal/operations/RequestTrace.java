// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.operations;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request, as logs and metrics know it: nothing of its content, and its route instead of its address. */
public final class RequestTrace {
    /** Under which the request carries this. */
    public static final String ATTRIBUTE = "ai.honeyhive.request";

    /** What no route answers, all in one: addresses are made up by clients, and would be as many. */
    public static final String NO_ROUTE = "none";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String id;
    private final String method;
    private final long startedNanos;
    private volatile String route = NO_ROUTE;

    /**
     * A request that has just come in.
     *
     * @param givenId what the client or a proxy calls it; taken if it is harmless
     */
    public RequestTrace(@Nullable String givenId, String method, long startedNanos) {
        this.id = givenId != null && ID.matcher(givenId).matches()
                ? givenId
                : UUID.randomUUID().toString();
        this.method = method;
        this.startedNanos = startedNanos;
    }

    public String id() {
        return id;
    }

    public String method() {
        return method;
    }

    public long startedNanos() {
        return startedNanos;
    }

    /** The pattern of the route that answers. */
    public String route() {
        return route;
    }

    public void route(String pattern) {
        route = pattern;
    }
}
