// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Json;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether a value is JSON, or JSON that a schema allows. */
final class JsonRule implements Rule {
    private static final int MAX_FAULTS = 5;

    private final String of;
    private final @Nullable Schema schema;

    private JsonRule(Criteria criteria, @Nullable Schema schema) {
        this.of = criteria.of();
        this.schema = schema;
    }

    static JsonRule valid(Criteria criteria) {
        criteria.allow();
        return new JsonRule(criteria, null);
    }

    static JsonRule schema(Criteria criteria) {
        criteria.allow("schema");
        JsonNode json = criteria.value("schema");
        if (json == null || !json.isObject()) {
            throw criteria.fault("schema", json == null ? "is missing" : "must be an object");
        }
        // A registry of its own: schemas of one id, but of different metrics, must not be taken for each other.
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .regularExpressionFactory(JsonRule::expression)
                                .build())
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
        try {
            List<Error> faults = registry.getSchema(
                            SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                    .validate(json);
            if (!faults.isEmpty()) {
                throw criteria.fault("schema", "is no JSON schema: " + shown(faults));
            }
            Schema schema = registry.getSchema(json);
            schema.initializeValidators();
            schema.validate(Json.object()); // finds references that lead nowhere
            return new JsonRule(criteria, schema);
        } catch (SchemaException | IllegalArgumentException e) {
            throw criteria.fault("schema", "is no JSON schema: " + e.getMessage());
        }
    }

    private static RegularExpression expression(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return text -> compiled.matcher(text).find();
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
        JsonNode json = document(found);
        if (json == null || schema == null) {
            return Verdict.of(json != null);
        }
        List<Error> faults = schema.validate(json);
        return faults.isEmpty() ? Verdict.of(true) : Verdict.of(false).explained(shown(faults));
    }

    private static String shown(List<Error> faults) {
        return faults.stream()
                .limit(MAX_FAULTS)
                .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
                .collect(Collectors.joining("; "));
    }

    /** Structures are JSON already, but for those that hold nothing but a text that somebody or something said. */
    private static @Nullable JsonNode document(JsonNode found) {
        if (found.isString()) {
            return parsed(found.asString());
        }
        boolean message = found.isObject()
                && found.path("content").isString()
                && (found.size() == 1 || (found.size() == 2 && found.has("role")));
        return message ? parsed(found.path("content").asString()) : found;
    }

    static @Nullable JsonNode parsed(String text) {
        try {
            JsonNode json = Json.read(text);
            return json.isMissingNode() ? null : json;
        } catch (JacksonException e) {
            return null;
        }
    }
}
