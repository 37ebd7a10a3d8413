// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.project;

import ai.honeyhive.server.internal.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** When each key was last used: written by the server alone, now and then, since nothing depends on it. Thread-safe. */
public final class KeyUses implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(KeyUses.class.getName());
    private static final String NAME = "keys-used.json";
    private static final long EVERY_MILLIS = 60_000;

    private final Path file;
    private final Map<String, Long> used;
    private final AtomicLong due = new AtomicLong();
    private volatile boolean changed;

    KeyUses(Path directory) {
        this.file = directory.resolve(NAME);
        this.used = new ConcurrentHashMap<>(read(directory));
    }

    /** Unix milliseconds of the last use by key id, as last written. */
    public static Map<String, Long> read(Path directory) {
        Map<String, Long> uses = new HashMap<>();
        try {
            Json.read(Files.readString(directory.resolve(NAME)))
                    .properties()
                    .forEach(entry -> uses.put(entry.getKey(), entry.getValue().asLong(0)));
        } catch (NoSuchFileException e) {
            return uses;
        } catch (IOException | JacksonException e) {
            LOG.log(System.Logger.Level.WARNING, "when keys were last used cannot be read; it starts anew", e);
        }
        return uses;
    }

    @Nullable Long last(String id) {
        return used.get(id);
    }

    void used(String id, long now) {
        used.put(id, now);
        changed = true;
        long next = due.get();
        if (now >= next && due.compareAndSet(next, now + EVERY_MILLIS)) {
            write();
        }
    }

    @Override
    public void close() {
        if (changed) {
            write();
        }
    }

    private void write() {
        changed = false;
        ObjectNode json = Json.object();
        used.forEach(json::put);
        try {
            AtomicFile.write(file, Json.write(json).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "when keys were last used cannot be written to " + file, e);
        }
    }
}
