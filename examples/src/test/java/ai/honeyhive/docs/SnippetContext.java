// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.docs;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.judges.ChatAnswer;
import ai.honeyhive.experiments.judges.ChatModel;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the statements in the documentation may use without declaring it. */
public abstract class SnippetContext implements AutoCloseable {
    static final String IMPORTS = """
            import static ai.honeyhive.experiments.Experiments.evaluate;
            import ai.honeyhive.*;
            import ai.honeyhive.client.*;
            import ai.honeyhive.datasets.*;
            import ai.honeyhive.docs.SnippetContext.*;
            import ai.honeyhive.experiments.*;
            import ai.honeyhive.experiments.budgets.*;
            import ai.honeyhive.experiments.classification.*;
            import ai.honeyhive.statistics.comparison.*;
            import ai.honeyhive.experiments.composite.*;
            import ai.honeyhive.experiments.evaluators.*;
            import ai.honeyhive.experiments.gates.*;
            import ai.honeyhive.experiments.report.*;
            import ai.honeyhive.experiments.judges.*;
            import ai.honeyhive.experiments.retrieval.*;
            import ai.honeyhive.statistics.*;
            import ai.honeyhive.experiments.trajectory.*;
            import ai.honeyhive.privacy.*;
            import ai.honeyhive.server.*;
            import ai.honeyhive.tracing.*;
            import io.opentelemetry.api.trace.*;
            import io.opentelemetry.context.*;
            import java.net.*;
            import java.net.http.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.stream.*;
            """.replace("\n", "");

    protected final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().project("docs").build();
    protected final ExecutorService pool = Executors.newFixedThreadPool(2);
    protected final Bot bot = question -> "Lima";
    protected final Model model = question -> "A small wallaby.";
    protected final ChatModel judgeModel =
            request -> ChatAnswer.of("{\"reasoning\": \"short and right\", \"score\": 5, \"pass\": true}");
    protected final Index index = question -> List.of("Quokkas are small wallabies.");
    protected final String question = "What is a quokka?";
    protected final String conversationId = UUID.randomUUID().toString();
    protected final Map<String, String> requestHeaders = new LinkedHashMap<>();
    protected final Dataset dataset = Dataset.of(Datapoint.of(Map.of("question", "Capital of Peru?"), "Lima"));

    /** The application. */
    public interface Bot {
        String answer(String question);
    }

    /** A model vendor's client. */
    public interface Model {
        String complete(String prompt);
    }

    /** A search index. */
    public interface Index {
        List<String> search(String question);
    }

    /** The snippet. */
    public abstract void run() throws Exception;

    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!tracer.flush(Duration.ofSeconds(20))) {
                throw new IllegalStateException("not all was accepted: " + tracer.health());
            }
        } finally {
            tracer.close();
        }
    }
}
