// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import ai.honeyhive.server.internal.project.KeyFile;
import ai.honeyhive.server.internal.project.KeyRecord;
import ai.honeyhive.server.internal.project.KeyRing;
import ai.honeyhive.server.internal.project.KeyUses;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a data directory. Each opens one project, and nothing of any other. A server that runs on the directory
 * takes changes up with its next request. Thread-safe, also between processes.
 *
 * <p>A key consists of 256 random bits and is kept as its SHA-256 only: what was shown once cannot be shown again.
 */
public final class ApiKeys {
    private final Path directory;

    private ApiKeys(Path directory) {
        this.directory = directory;
    }

    /** Those of a data directory, which need not exist yet. */
    public static ApiKeys in(Path dataDirectory) {
        return new ApiKeys(dataDirectory);
    }

    /**
     * What is known of a key.
     *
     * @param id what it is revoked by
     * @param project the project that it opens
     * @param lastUsed null if it was not used yet; up to a minute old
     * @param revoked null while it is good
     */
    public record Key(
            String id,
            String name,
            String project,
            Instant created,
            @Nullable Instant lastUsed,
            @Nullable Instant revoked) {}

    /**
     * A key that was just made.
     *
     * @param secret what clients send; known here only
     */
    public record Created(Key key, String secret) {
        @Override
        public String toString() {
            return "Created[" + key + "]"; // without the secret
        }
    }

    /**
     * Makes a key.
     *
     * @param project the project that it opens, made with its first use; {@code default} is the one that requests
     *     without a key are of
     * @throws IllegalArgumentException if no project can have that name
     * @throws RuntimeException if the keys cannot be written
     */
    public Created create(String project, String name) {
        KeyRing.Created created = KeyRing.create(directory, project, name, System.currentTimeMillis());
        return new Created(key(created.key(), Map.of()), created.secret());
    }

    /** All keys, revoked ones too, oldest first. */
    public List<Key> list() {
        Map<String, Long> uses = KeyUses.read(directory);
        return new KeyFile(directory).read().stream().map(key -> key(key, uses)).toList();
    }

    /** Makes a key worthless at once; false if there is none of that id, or it is revoked already. */
    public boolean revoke(String id) {
        return KeyRing.revoke(directory, id, System.currentTimeMillis());
    }

    private static Key key(KeyRecord record, Map<String, Long> uses) {
        Long used = uses.get(record.id());
        Long revoked = record.revokedAt();
        return new Key(
                record.id(),
                record.name(),
                record.project(),
                Instant.ofEpochMilli(record.createdAt()),
                used == null ? null : Instant.ofEpochMilli(used),
                revoked == null ? null : Instant.ofEpochMilli(revoked));
    }
}
