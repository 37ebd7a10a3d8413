// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The kinds of rules by name. */
final class Rules {
    private static final Map<String, Function<Criteria, Rule>> KINDS = Map.of(
            "contains", ContainsRule::new,
            "regex", RegexRule::new,
            "range", RangeRule::new,
            "equality", EqualityRule::new,
            "json_path", JsonPathRule::new,
            "json_valid", JsonRule::valid,
            "json_schema", JsonRule::schema,
            "word_similarity", SimilarityRule::ofWords,
            "embedding_similarity", SimilarityRule::ofEmbeddings);

    private Rules() {}

    /** @throws DefinitionException if the criteria are no rule */
    static Rule parse(String text) {
        Criteria criteria = Criteria.parse(text);
        String kind = criteria.requiredText(Criteria.KIND);
        Function<Criteria, Rule> rule = KINDS.get(kind);
        if (rule == null) {
            throw criteria.fault(
                    Criteria.KIND,
                    "must be one of " + String.join(", ", new TreeMap<>(KINDS).keySet()) + ", not '" + kind + "'");
        }
        return rule.apply(criteria);
    }
}
