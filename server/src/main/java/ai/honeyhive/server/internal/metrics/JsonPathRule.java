// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Json;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a JSON path finds, whether it finds anything, how much, or whether that is a certain value. */
final class JsonPathRule implements Rule {
    private static final int MAX_PATH = 1_000;
    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new Jackson3JsonNodeJsonProvider(Json.mapper()))
            .mappingProvider(new Jackson3MappingProvider(Json.mapper()))
            .build();

    private final String of;
    private final JsonPath path;
    private final @Nullable JsonNode equals;
    private final @Nullable Boolean exists;
    private final boolean count;

    JsonPathRule(Criteria criteria) {
        criteria.allow("path", "equals", "exists", "count");
        this.of = criteria.of();
        this.path = compile(criteria);
        this.equals = criteria.value("equals");
        this.exists = criteria.has("exists") ? criteria.flag("exists", true) : null;
        this.count = criteria.flag("count", false);
        if ((equals == null ? 0 : 1) + (exists == null ? 0 : 1) + (count ? 1 : 0) > 1) {
            throw criteria.fault("equals", "excludes exists and count, as they do each other: give one of them");
        }
    }

    private static JsonPath compile(Criteria criteria) {
        String text = criteria.requiredText("path");
        if (text.length() > MAX_PATH) {
            throw criteria.fault("path", "must not be longer than " + MAX_PATH + " characters");
        }
        if (text.contains("=~")) {
            throw criteria.fault("path", "must not hold a regular expression: use a metric of kind regex");
        }
        try {
            return JsonPath.compile(text);
        } catch (JsonPathException | IllegalArgumentException e) {
            throw criteria.fault("path", "is no JSON path: " + e.getMessage());
        }
    }

    @Override
    public Gives gives() {
        if (count) {
            return Gives.NUMBER;
        }
        return equals == null && exists == null ? Gives.ANYTHING : Gives.BOOLEAN;
    }

    @Override
    public String of() {
        return of;
    }

    @Override
    public Verdict score(EventView event, MetricModels models) {
        JsonNode document = event.find(of);
        if (document == null) {
            return Verdict.unscored("the event has no " + of);
        }
        List<JsonNode> found = read(document);
        if (count) {
            return Verdict.of((double) found.size());
        }
        if (exists != null) {
            return Verdict.of(found.isEmpty() != exists);
        }
        JsonNode wanted = equals;
        if (wanted != null) {
            return Verdict.of(found.stream().anyMatch(value -> EqualityRule.equal(value, wanted)));
        }
        return found.isEmpty() ? Verdict.unscored(of + " has nothing at " + path.getPath()) : Verdict.of(found.get(0));
    }

    /** Text is read as JSON; what is no JSON has nothing at any path. */
    private List<JsonNode> read(JsonNode document) {
        JsonNode json = document.isString() ? JsonRule.parsed(document.asString()) : document;
        List<JsonNode> found = new ArrayList<>();
        if (json == null) {
            return found;
        }
        Object result;
        try {
            result = path.read(json, CONFIGURATION);
        } catch (PathNotFoundException e) {
            return found;
        }
        if (!(result instanceof JsonNode node)) {
            found.add(Json.mapper().valueToTree(result)); // of a function, such as length()
        } else if (path.isDefinite()) {
            found.add(node);
        } else {
            node.forEach(found::add);
        }
        found.removeIf(value -> value.isNull() || value.isMissingNode());
        return found;
    }
}
