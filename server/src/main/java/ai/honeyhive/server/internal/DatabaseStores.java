// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.project.ProjectName;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreOpener;
import ai.honeyhive.server.internal.store.postgres.PostgresStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A schema of a PostgreSQL database a project.
 *
 * @param named the projects that have keys
 */
record DatabaseStores(
        ServerSettings.Database database, Supplier<List<String>> named, int maxWaiting, LongSupplier clock)
        implements StoreOpener {
    private static final String SCHEMA = "honeyhive";
    private static final int READABLE = 40;
    private static final int HASH_BYTES = 5;

    @Override
    public Store open(String project) {
        return PostgresStore.open(
                database.url(), database.user(), database.password(), schema(project), maxWaiting, clock);
    }

    /** Those that have keys: the names of schemas do not tell. */
    @Override
    public List<String> known() {
        return named.get();
    }

    /** Names that only differ in case or signs have schemas of their own, by the hash. */
    static String schema(String project) {
        if (project.equals(ProjectName.DEFAULT)) {
            return SCHEMA;
        }
        String readable = project.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return SCHEMA + "_" + readable.substring(0, Math.min(READABLE, readable.length())) + "_" + hash(project);
    }

    private static String hash(String project) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(project.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
