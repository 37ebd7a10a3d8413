// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.ContentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model whose answers are kept in a folder, a file each, by what was asked: a judge that asks the same again costs nothing.
 * Requests that ask for probabilities go to the model each time. Thread-safe, also between processes.
 */
public final class CachedChatModel implements ChatModel {
    private static final System.Logger LOG = System.getLogger(CachedChatModel.class.getName());
    private static final JsonMapper JSON = new JsonMapper();

    private final ChatModel model;
    private final String version;
    private final Path directory;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();

    /**
     * Makes a cache.
     *
     * @param version names the model and its settings: answers of another are not taken
     */
    public CachedChatModel(ChatModel model, String version, Path directory) {
        this.model = requireNonNull(model, "model");
        this.version = requireNonNull(version, "version");
        this.directory = requireNonNull(directory, "directory");
    }

    /** An answer as it is kept; a cost would be paid once only, so it is not. */
    record Kept(String text, @Nullable String model) {}

    @Override
    public ChatAnswer chat(ChatRequest request) throws Exception {
        if (request.topProbabilities() > 0) {
            misses.incrementAndGet();
            return model.chat(request);
        }
        String key = key(request);
        Path file = directory.resolve(key.substring(0, 2)).resolve(key.substring(2) + ".json");
        Kept kept = read(file);
        if (kept != null) {
            hits.incrementAndGet();
            ChatAnswer answer = ChatAnswer.of(kept.text()).tokens(0, 0).cost(0);
            return kept.model() == null ? answer : answer.model(kept.model());
        }
        misses.incrementAndGet();
        ChatAnswer answer = model.chat(request);
        write(file, new Kept(answer.text(), answer.model().orElse(null)));
        return answer;
    }

    /** Returns how many answers came from the folder. */
    public long hits() {
        return hits.get();
    }

    /** Returns how many the model was asked for. */
    public long misses() {
        return misses.get();
    }

    private String key(ChatRequest request) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("version", version);
        content.put(
                "messages",
                request.messages().stream()
                        .map(message -> Map.of("role", message.role(), "content", message.content()))
                        .toList());
        content.put(
                "temperature",
                request.temperature().isPresent() ? request.temperature().getAsDouble() : null);
        content.put("schema", request.jsonSchema().orElse(null));
        content.put("sample", request.sample());
        return ContentKey.of(content);
    }

    private static @Nullable Kept read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Kept.class);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | JacksonException e) {
            LOG.log(System.Logger.Level.WARNING, "an answer that was kept cannot be read; the model is asked", e);
            return null;
        }
    }

    private static void write(Path file, Kept kept) {
        Path partial = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(requireNonNull(file.getParent()));
            Files.writeString(partial, JSON.writeValueAsString(kept));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) { // it will be asked for again
            LOG.log(System.Logger.Level.WARNING, "an answer cannot be kept", e);
        }
    }
}
