// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.internal.ContentFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A model whose answers are kept in a folder, a file each, by what was asked: a judge that asks the same again costs nothing.
 * Requests that ask for probabilities go to the model each time. Thread-safe, also between processes.
 */
public final class CachedChatModel implements ChatModel {
    private final ChatModel model;
    private final String version;
    private final ContentFiles<Kept> files;
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
        this.files = new ContentFiles<>(directory, Kept.class);
    }

    /** An answer as it is kept; a cost would be paid once only, so it is not. */
    record Kept(String text, @Nullable String model) {}

    @Override
    public ChatAnswer chat(ChatRequest request) throws Exception {
        if (request.topProbabilities() > 0) {
            misses.incrementAndGet();
            return model.chat(request);
        }
        Map<String, @Nullable Object> content = content(request);
        ContentFiles.Found<Kept> found = files.find(content);
        if (found != null && found.value() != null) {
            hits.incrementAndGet();
            ChatAnswer answer = ChatAnswer.of(found.value().text()).tokens(0, 0).cost(0);
            String name = found.value().model();
            return name == null ? answer : answer.model(name);
        }
        misses.incrementAndGet();
        ChatAnswer answer = model.chat(request);
        files.put(content, new Kept(answer.text(), answer.model().orElse(null)));
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

    private Map<String, @Nullable Object> content(ChatRequest request) {
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
        return content;
    }
}
