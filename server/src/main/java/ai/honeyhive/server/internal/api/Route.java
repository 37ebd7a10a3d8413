// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one handler is reached by, and how it is described to clients.
 *
 * @param open true if no key is asked for
 * @param paged true if browsers that open the path are answered the page
 * @param body name of the schema of the request's body; null if it takes none
 * @param status of success
 * @param answer name of the schema of the answer; null if it is not JSON
 * @param olderAnswer the same for paths without a version
 */
record Route(
        HandlerType method,
        List<String> paths,
        String summary,
        Endpoint endpoint,
        boolean open,
        boolean paged,
        List<String> query,
        @Nullable String body,
        int status,
        @Nullable String answer,
        @Nullable String olderAnswer) {

    @FunctionalInterface
    interface Endpoint {
        void handle(Exchange exchange);
    }

    static Route at(HandlerType method, List<String> paths, String summary, Endpoint endpoint) {
        return new Route(method, paths, summary, endpoint, false, false, List.of(), null, 200, null, null);
    }

    /** With and without the version in front; where clients disagree about an answer, the version decides. */
    static Route both(HandlerType method, String path, String summary, Endpoint endpoint) {
        return at(method, List.of(path, "/v1" + path), summary, endpoint);
    }

    Route withoutKey() {
        return new Route(method, paths, summary, endpoint, true, paged, query, body, status, answer, olderAnswer);
    }

    Route orPage() {
        return new Route(method, paths, summary, endpoint, open, true, query, body, status, answer, olderAnswer);
    }

    /** Names of query parameters; {@code name[]} for a list. */
    Route asks(String... names) {
        return new Route(
                method, paths, summary, endpoint, open, paged, List.of(names), body, status, answer, olderAnswer);
    }

    Route takes(String schema) {
        return new Route(method, paths, summary, endpoint, open, paged, query, schema, status, answer, olderAnswer);
    }

    Route gives(String schema) {
        return gives(200, schema);
    }

    Route gives(int success, String schema) {
        return new Route(method, paths, summary, endpoint, open, paged, query, body, success, schema, schema);
    }

    /** Where paths without a version are answered in another form. */
    Route givesOlder(String schema) {
        return new Route(method, paths, summary, endpoint, open, paged, query, body, status, answer, schema);
    }
}
