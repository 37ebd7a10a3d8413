// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.Embeddings;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How near two texts are, by default an event's outputs and its ground truth: the cosine of their embeddings, or of their
 * words where no embeddings can be had or none are wanted. The account says which it was.
 */
final class SimilarityRule implements Rule {
    private final String of;
    private final Comparand comparand;
    private final @Nullable Double min;
    private final boolean embeds;

    private SimilarityRule(Criteria criteria, boolean embeds) {
        criteria.allow(Comparand.WITH, Comparand.VALUE, "min");
        this.of = criteria.of();
        this.comparand = Comparand.of(criteria);
        this.min = criteria.number("min");
        if (min != null && (min < -1 || min > 1)) {
            throw criteria.fault("min", "must be from -1 to 1");
        }
        this.embeds = embeds;
    }

    static SimilarityRule ofWords(Criteria criteria) {
        return new SimilarityRule(criteria, false);
    }

    static SimilarityRule ofEmbeddings(Criteria criteria) {
        return new SimilarityRule(criteria, true);
    }

    @Override
    public Gives gives() {
        return min == null ? Gives.NUMBER : Gives.BOOLEAN;
    }

    @Override
    public String of() {
        return of;
    }

    @Override
    public boolean comparesWithGroundTruth() {
        return comparand.isGroundTruth();
    }

    @Override
    public boolean asksModel(MetricModels models) {
        return embeds && models.embeddings() != null;
    }

    @Override
    public Verdict score(EventView event, MetricModels models) {
        JsonNode found = event.find(of);
        JsonNode wanted = comparand.find(event);
        if (found == null || wanted == null) {
            return Verdict.unscored("the event has no " + (found == null ? of : comparand.path()));
        }
        Embeddings embeddings = embeds ? models.embeddings() : null;
        double cosine = embeddings == null
                ? WordCosine.of(Texts.of(found), Texts.of(wanted))
                : embeddings.cosine(List.of(Texts.of(found), Texts.of(wanted)));
        Verdict verdict = min == null ? Verdict.of(cosine) : Verdict.of(cosine >= min);
        return verdict.accountedBy(Json.object()
                .put(
                        "method",
                        embeddings == null ? "cosine of words" : "cosine of embeddings by " + embeddings.model()));
    }
}
