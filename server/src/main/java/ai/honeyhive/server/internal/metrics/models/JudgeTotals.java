// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import ai.honeyhive.server.internal.model.Json;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the judge has done and used since the server started. Thread-safe. */
public final class JudgeTotals {
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder misunderstandings = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final DoubleAdder cost = new DoubleAdder();
    private volatile @Nullable String lastFailure;

    void answered(@Nullable Long prompt, @Nullable Long completion, @Nullable Double dollars) {
        calls.increment();
        promptTokens.add(prompt == null ? 0 : prompt);
        completionTokens.add(completion == null ? 0 : completion);
        cost.add(dollars == null ? 0 : dollars);
    }

    void failed(ModelException failure) {
        failures.increment();
        lastFailure = failure.getMessage();
    }

    void misunderstood() {
        misunderstandings.increment();
    }

    public ObjectNode json() {
        return Json.object()
                .put("calls", calls.sum())
                .put("failures", failures.sum())
                .put("unusable_answers", misunderstandings.sum())
                .put("prompt_tokens", promptTokens.sum())
                .put("completion_tokens", completionTokens.sum())
                .put("cost", cost.sum())
                .put("last_failure", lastFailure);
    }
}
