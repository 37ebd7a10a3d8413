// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.project;

import ai.honeyhive.server.internal.model.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of a data directory, in a file of their own: the command line changes it while a server holds the database,
 * and the server sees that it has changed. Thread-safe, also between processes.
 */
public final class KeyFile {
    private static final String NAME = "keys.json";
    private static final int HASH_BYTES = 32;
    private static final String LOCK = "keys.lock";

    private final Path directory;
    private final Path file;
    private final Path lock;

    public KeyFile(Path directory) {
        this.directory = directory;
        this.file = in(directory);
        this.lock = directory.resolve(LOCK);
    }

    /** Where the keys of a directory are, if it has any. */
    public static Path in(Path directory) {
        return directory.resolve(NAME);
    }

    /** What tells one content of the file from the next; null if there is none. */
    @Nullable Object stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All keys, revoked ones too, oldest first. */
    public List<KeyRecord> read() {
        try {
            List<KeyRecord> keys = new ArrayList<>();
            for (JsonNode key : Json.read(Files.readString(file)).path("keys")) {
                keys.add(new KeyRecord(
                        key.required("id").asString(),
                        key.required("name").asString(),
                        ProjectName.checked(key.required("project").asString()),
                        hash(key.required("sha256").asString()),
                        key.required("created_at").asLong(),
                        key.hasNonNull("revoked_at") ? key.get("revoked_at").asLong() : null));
            }
            return keys;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /** Changes the keys; nobody else does meanwhile. */
    synchronized void change(UnaryOperator<List<KeyRecord>> change) {
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!held.isValid()) {
                    throw new IOException("the lock was lost");
                }
                List<KeyRecord> changed = change.apply(read());
                AtomicFile.write(
                        file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json(changed)));
            }
        } catch (IOException e) {
            throw new KeysUnreadableException("the keys cannot be written to " + file + ": " + e, e);
        }
    }

    private static String hash(String hex) {
        if (HexFormat.of().parseHex(hex).length != HASH_BYTES) {
            throw new IllegalArgumentException("a hash is too short or too long");
        }
        return hex;
    }

    private static ObjectNode json(List<KeyRecord> keys) {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("keys");
        for (KeyRecord key : keys) {
            ObjectNode entry = array.addObject()
                    .put("id", key.id())
                    .put("name", key.name())
                    .put("project", key.project())
                    .put("sha256", key.hash())
                    .put("created_at", key.createdAt());
            if (key.revokedAt() != null) {
                entry.put("revoked_at", key.revokedAt());
            }
        }
        return json;
    }

    private KeysUnreadableException unreadable(Exception e) {
        return new KeysUnreadableException("the keys cannot be read from " + file + ": " + e.getMessage(), e);
    }
}
