// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.project;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The keys of a data directory, as they are at the moment of asking. Thread-safe. */
public final class KeyRing implements AutoCloseable {
    private final Path directory;
    private final KeyFile file;
    private final KeyUses uses;
    private final LongSupplier clock;
    private volatile Snapshot snapshot = new Snapshot(null, List.of());

    public KeyRing(Path directory, LongSupplier clock) {
        this.directory = directory;
        this.file = new KeyFile(directory);
        this.uses = new KeyUses(directory);
        this.clock = clock;
    }

    private record Snapshot(@Nullable Object stamp, List<KeyRecord> keys) {}

    /** A new key; the only time that its secret is known. */
    public record Created(KeyRecord key, String secret) {
        @Override
        public String toString() { // not to be printed by accident
            return key.toString();
        }
    }

    /**
     * Makes a key for a project.
     *
     * @throws IllegalArgumentException if no project can have that name
     */
    public static Created create(Path directory, String project, String name, long now) {
        ProjectName.checked(project);
        var random = new SecureRandom();
        String secret = KeySecret.secret(random);
        var key = new KeyRecord(KeySecret.id(random), name, project, KeySecret.hash(secret), now, null);
        new KeyFile(directory).change(keys -> {
            List<KeyRecord> all = new ArrayList<>(keys);
            all.add(key);
            return all;
        });
        return new Created(key, secret);
    }

    /** Makes a key worthless; false if there is none of that id that was good. */
    public static boolean revoke(Path directory, String id, long now) {
        var revoked = new AtomicBoolean();
        new KeyFile(directory)
                .change(keys -> keys.stream()
                        .map(key -> {
                            boolean meant = key.id().equals(id) && key.revokedAt() == null;
                            revoked.set(revoked.get() || meant);
                            return meant ? key.revoked(now) : key;
                        })
                        .toList());
        return revoked.get();
    }

    /** The key that a secret belongs to, be it revoked or not. */
    public Optional<KeyRecord> find(String secret) {
        byte[] digest = KeySecret.digest(secret);
        KeyRecord found = null;
        for (KeyRecord key : keys()) { // all of them, each in constant time: how long it takes tells nothing
            if (MessageDigest.isEqual(digest, HexFormat.of().parseHex(key.hash()))) {
                found = key;
            }
        }
        if (found != null && found.revokedAt() == null) {
            uses.used(found.id(), clock.getAsLong());
        }
        return Optional.ofNullable(found);
    }

    /** The keys of one project, revoked ones too, oldest first. */
    public List<KeyRecord> ofProject(String project) {
        return keys().stream().filter(key -> key.project().equals(project)).toList();
    }

    /** Unix milliseconds of a key's last use; null if it was not used yet. */
    public @Nullable Long lastUse(String id) {
        return uses.last(id);
    }

    /** Makes a key for a project. */
    public Created create(String project, String name) {
        return create(directory, project, name, clock.getAsLong());
    }

    /** Makes a key of one project worthless; false if the project has none of that id that was good. */
    public boolean revoke(String project, String id) {
        boolean own = ofProject(project).stream().anyMatch(key -> key.id().equals(id));
        return own && revoke(directory, id, clock.getAsLong());
    }

    /** Whether a directory has a key that is good. */
    public static boolean hasUsable(Path directory) {
        return new KeyFile(directory).read().stream().anyMatch(key -> key.revokedAt() == null);
    }

    /** Writes when keys were last used. */
    @Override
    public void close() {
        uses.close();
    }

    private List<KeyRecord> keys() {
        Object stamp = file.stamp();
        Snapshot known = snapshot;
        if (!Objects.equals(stamp, known.stamp())) {
            known = new Snapshot(stamp, file.read());
            snapshot = known;
        }
        return known.keys();
    }
}
