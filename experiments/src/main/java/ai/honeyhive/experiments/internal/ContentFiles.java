// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values by the content that they answer, a JSON file each. What cannot be read counts as missing, what cannot be written is
 * left out; the log says so once. Thread-safe, also between processes.
 */
public final class ContentFiles<T> {
    private static final System.Logger LOG = System.getLogger(ContentFiles.class.getName());
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final Class<T> type;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @param directory made when something is put into it */
    public ContentFiles(Path directory, Class<T> type) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.type = Objects.requireNonNull(type, "type");
    }

    /** A value that was there, be it null. */
    public record Found<T>(@Nullable T value) {}

    /** Returns what is kept for a content; null if nothing is. */
    public @Nullable Found<T> find(Map<String, ? extends @Nullable Object> content) {
        Path file = file(content);
        try {
            return new Found<>(JSON.readValue(Files.readString(file), type));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | JacksonException e) {
            warn(file, e);
            return null;
        }
    }

    /** Keeps a value; it is there as a whole or not at all. */
    public void put(Map<String, ? extends @Nullable Object> content, @Nullable T value) {
        Path file = file(content);
        Path partial = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(partial, value == null ? "null" : JSON.writeValueAsString(value));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | JacksonException | StackOverflowError e) { // the last one from what contains itself
            warn(file, e);
        }
    }

    /** A folder for the first byte, so that none becomes too large. */
    private Path file(Map<String, ? extends @Nullable Object> content) {
        String key = ContentKey.of(content);
        return directory.resolve(key.substring(0, 2)).resolve(key.substring(2) + ".json");
    }

    private void warn(Path file, Throwable e) {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the cache cannot use " + file + ", so the same is done again. This is said once.",
                    e);
        }
    }
}
