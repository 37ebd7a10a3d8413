// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Outputs by what they were made of: the experiment's name, the task's version, and the inputs; a file each. What cannot be
 * read or written is called for again. Thread-safe, also between processes.
 */
final class OutputCache<O> {
    private static final System.Logger LOG = System.getLogger(OutputCache.class.getName());

    private final Path directory;
    private final Class<O> type;
    private volatile boolean warned;

    OutputCache(Path directory, Class<O> type) {
        this.directory = directory;
        this.type = type;
    }

    /** An output that was there. */
    record Hit<O>(@Nullable O output) {}

    String key(RunPlan<O> plan, Datapoint datapoint) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("experiment", plan.experiment());
        content.put("task_version", plan.options().taskVersion());
        content.put("inputs", datapoint.inputs());
        return ContentKey.of(content);
    }

    @Nullable Hit<O> find(String key) {
        Path file = file(key);
        try {
            return new Hit<>(Json.read(Files.readString(file), type));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | JacksonException e) {
            warn(file, e);
            return null;
        }
    }

    void put(String key, @Nullable O output) {
        Path file = file(key);
        Path partial = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(partial, output == null ? "null" : Json.write(output));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | JacksonException e) {
            warn(file, e);
        }
    }

    /** A folder for the first byte, so that none becomes too large. */
    private Path file(String key) {
        return directory.resolve(key.substring(0, 2)).resolve(key.substring(2) + ".json");
    }

    private void warn(Path file, Exception e) {
        if (!warned) {
            warned = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the cache cannot use " + file + "; the task is called instead. This is said once.",
                    e);
        }
    }
}
