// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedChatModelTest {
    @TempDir
    Path directory;

    private final AtomicInteger asked = new AtomicInteger();
    private final ChatModel model = request -> ChatAnswer.of("answer " + asked.incrementAndGet())
            .model("m")
            .tokens(10, 2)
            .cost(0.5);

    private static ChatRequest ask(String text) {
        return ChatRequest.of(ChatMessage.user(text));
    }

    @Test
    void chat_sameRequest_isAskedOnce_alsoByAnotherProcess() throws Exception {
        CachedChatModel first = new CachedChatModel(model, "m-1", directory);
        CachedChatModel second = new CachedChatModel(model, "m-1", directory);

        assertThat(first.chat(ask("why")).text()).isEqualTo("answer 1");
        ChatAnswer again = second.chat(ask("why"));

        assertThat(again.text()).isEqualTo("answer 1");
        assertThat(again.model()).contains("m");
        assertThat(again.cost()).hasValue(0);
        assertThat(second.hits()).isEqualTo(1);
        assertThat(first.misses()).isEqualTo(1);
    }

    @Test
    void chat_anythingElse_isAsked() throws Exception {
        CachedChatModel cached = new CachedChatModel(model, "m-1", directory);
        cached.chat(ask("why"));
        cached.chat(ask("how"));
        cached.chat(ask("why").temperature(0));
        cached.chat(ask("why").jsonSchema("{}"));
        cached.chat(ask("why").sample(1));
        cached.chat(ask("why").topProbabilities(3));
        cached.chat(ask("why").topProbabilities(3));
        new CachedChatModel(model, "m-2", directory).chat(ask("why"));

        assertThat(asked).hasValue(8);
        assertThat(cached.hits()).isZero();
    }

    @Test
    void chat_errors_areNotKept_andBrokenFilesArePassedOver() throws Exception {
        CachedChatModel failing = new CachedChatModel(
                request -> {
                    throw new IOException("away");
                },
                "m-1",
                directory);
        assertThatThrownBy(() -> failing.chat(ask("why"))).isInstanceOf(IOException.class);
        CachedChatModel cached = new CachedChatModel(model, "m-1", directory);
        cached.chat(ask("why"));
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "{");
            }
        }

        assertThat(cached.chat(ask("why")).text()).isEqualTo("answer 2");
    }
}
