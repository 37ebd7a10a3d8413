// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Whether a text has any, all or none of some others. */
final class ContainsRule implements Rule {
    private final String of;
    private final List<String> any;
    private final List<String> all;
    private final List<String> none;
    private final boolean caseSensitive;

    ContainsRule(Criteria criteria) {
        criteria.allow("any", "all", "none", "case_sensitive");
        this.of = criteria.of();
        this.caseSensitive = criteria.flag("case_sensitive", true);
        this.any = folded(criteria.texts("any"));
        this.all = folded(criteria.texts("all"));
        this.none = folded(criteria.texts("none"));
        if (any.isEmpty() && all.isEmpty() && none.isEmpty()) {
            throw criteria.fault("any", "is missing, and so are all and none: give at least one of them");
        }
    }

    @Override
    public Gives gives() {
        return Gives.BOOLEAN;
    }

    @Override
    public String of() {
        return of;
    }

    @Override
    public Verdict score(EventView event, MetricModels models) {
        JsonNode found = event.find(of);
        if (found == null) {
            return Verdict.unscored("the event has no " + of);
        }
        String text = folded(Texts.of(found));
        return Verdict.of((any.isEmpty() || any.stream().anyMatch(text::contains))
                && all.stream().allMatch(text::contains)
                && none.stream().noneMatch(text::contains));
    }

    private List<String> folded(List<String> texts) {
        return texts.stream().map(this::folded).toList();
    }

    private String folded(String text) {
        return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
    }
}
