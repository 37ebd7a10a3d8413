// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.project.KeyRecord;
import ai.honeyhive.server.internal.project.KeyRing;
import ai.honeyhive.server.internal.project.ProjectName;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may do what: the project that a request's key opens. Thread-safe. */
public final class Access {
    static final String COOKIE = "hive_key";
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] fixed;
    private final @Nullable KeyRing keys;
    private final boolean required;

    /**
     * Makes the rule of a server.
     *
     * @param fixed a key of the default project that is in no file; null for none
     * @param keys the keys of the data directory; null if there is none
     * @param required whether requests without a known key are refused; else they are of the default project
     */
    public Access(@Nullable String fixed, @Nullable KeyRing keys, boolean required) {
        this.fixed = fixed == null ? null : fixed.getBytes(StandardCharsets.UTF_8);
        this.keys = keys;
        this.required = required;
    }

    boolean isRequired() {
        return required;
    }

    /** The keys of the data directory; empty if there is none. */
    Optional<KeyRing> keys() {
        return Optional.ofNullable(keys);
    }

    /** The project that a request is about. */
    String project(Context context) {
        String given = given(context);
        Optional<String> project = given == null ? Optional.empty() : projectOf(given);
        if (project.isEmpty() && required) {
            throw ApiException.unauthorized("missing or invalid API key: send 'Authorization: Bearer <key>'");
        }
        return project.orElse(ProjectName.DEFAULT);
    }

    /** The project that a key opens; empty if it is not known. */
    Optional<String> projectOf(String key) {
        if (fixed != null && MessageDigest.isEqual(fixed, key.getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(ProjectName.DEFAULT);
        }
        Optional<KeyRecord> found = keys == null ? Optional.empty() : keys.find(key);
        if (found.isPresent() && found.get().revokedAt() != null) {
            // Also where any key is taken: what was meant for one project must not end up in another.
            throw ApiException.unauthorized("this API key was revoked: use another");
        }
        return found.map(KeyRecord::project);
    }

    /** What a program sends, else what a browser that has logged in does. */
    private static @Nullable String given(Context context) {
        String authorization = context.header("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            String key = authorization.substring(SCHEME.length()).strip();
            return key.isEmpty() ? null : key;
        }
        return context.cookie(COOKIE);
    }
}
