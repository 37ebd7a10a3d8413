// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.AnswerForm;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A metric ready to be computed. Immutable and thread-safe.
 *
 * @param version of the definition; null if it is none that was kept
 * @param project whose events it is for; null for all
 * @param filters which events it is for
 */
public record MetricDefinition(
        String id,
        String name,
        @Nullable String version,
        @Nullable String project,
        boolean enabled,
        boolean needsGroundTruth,
        double samplingPercent,
        List<EventFilter> filters,
        Scorer scorer) {
    /** The field of a metric's body that names the version that it is. */
    public static final String DEPLOYED = "deployed_version";

    private static final String NO_PROGRAMS =
            "this server runs no programs: give the criteria of a PYTHON metric as a rule,"
                    + " {\"kind\": ...}, or compute it in your own process with an evaluator";

    /**
     * Makes a definition ready.
     *
     * @param filters reads the filters of a metric's body
     */
    public static MetricDefinition of(Document metric, Function<ObjectNode, List<EventFilter>> filters) {
        ObjectNode body = metric.body();
        JsonNode version = body.path(DEPLOYED);
        return new MetricDefinition(
                metric.id(),
                body.path("name").asString(""),
                version.isString() ? version.asString() : null,
                metric.project(),
                body.path("enabled_in_prod").asBoolean(false),
                body.path("needs_ground_truth").asBoolean(false),
                body.path("sampling_percentage").asDouble(100),
                allFilters(body, filters),
                scorerOrWhyNot(body));
    }

    /** What was let in by an earlier version of the server may be wrong. */
    private static Scorer scorerOrWhyNot(ObjectNode body) {
        try {
            return scorer(body);
        } catch (DefinitionException e) {
            return new NoScorer(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Refuses what could never be computed.
     *
     * @throws DefinitionException naming the field
     */
    public static void check(ObjectNode body) {
        scorer(body);
    }

    private static List<EventFilter> allFilters(ObjectNode body, Function<ObjectNode, List<EventFilter>> filters) {
        List<EventFilter> all = new ArrayList<>(filters.apply(body));
        for (String field : List.of("event_type", "event_name")) { // as older clients say it
            String wanted = body.path(field).asString("");
            if (!wanted.isBlank() && !wanted.equalsIgnoreCase("all")) {
                all.add(new EventFilter(field, EventFilter.Operator.IS, EventFilter.Type.STRING, wanted));
            }
        }
        return all;
    }

    private static Scorer scorer(ObjectNode body) {
        String type = body.path("type").asString("");
        String criteria = body.path("criteria").asString("");
        ReturnType returns = returnType(body);
        return switch (type) {
            case "PYTHON" -> Criteria.isRule(criteria) ? rule(criteria, returns) : new NoScorer(NO_PROGRAMS);
            case "LLM" -> new JudgeScorer(new PromptTemplate(criteria), text(body, "model_name"), form(body, returns));
            case "HUMAN" -> new NoScorer("a human metric is given by people");
            default -> new NoScorer("this server does not compute " + type.toLowerCase(Locale.ROOT) + " metrics");
        };
    }

    private static Scorer rule(String criteria, ReturnType returns) {
        Rule rule = Rules.parse(criteria);
        if (!returns.takes(rule.gives())) {
            throw new DefinitionException(
                    "return_type",
                    "must be "
                            + switch (rule.gives()) {
                                case BOOLEAN -> "boolean or float";
                                case NUMBER -> "float";
                                default -> "string, categorical or float";
                            }
                            + " for these criteria, not " + returns.wireName());
        }
        return new RuleScorer(rule, returns);
    }

    private static AnswerForm form(ObjectNode body, ReturnType returns) {
        JsonNode scale = body.path("scale");
        return new AnswerForm(returns.wireName(), scale.isNumber() ? scale.asDouble() : null, returns.categories());
    }

    private static ReturnType returnType(ObjectNode body) {
        List<String> categories = body.path("categories")
                .valueStream()
                .map(category -> category.path("category").asString(""))
                .filter(name -> !name.isEmpty())
                .toList();
        String name = body.path("return_type").asString("float").toUpperCase(Locale.ROOT);
        return new ReturnType(ReturnType.Kind.valueOf(name), categories);
    }

    private static @Nullable String text(ObjectNode body, String name) {
        String text = body.path(name).asString("");
        return text.isBlank() ? null : text;
    }

    /** Why it is not computed here; null if it is. */
    public @Nullable String obstacle(MetricModels models) {
        return scorer.obstacle(models);
    }

    /** Whether the metric is for an event, be it in the sample or not. */
    public boolean isFor(Event event, ObjectNode json) {
        boolean ours = project == null
                || event.project() == null
                || event.project().isEmpty()
                || project.equals(event.project());
        return ours && filters.stream().allMatch(filter -> filter.matches(json));
    }

    boolean samples(String eventId) {
        return Sample.holds(eventId, samplingPercent);
    }

    boolean usesGroundTruth() {
        return needsGroundTruth || scorer.usesGroundTruth();
    }

    /** Computes the metric; null if it has been for the very same input, or is not to be without a ground truth. */
    @Nullable Verdict score(EventView event, JsonNode known, MetricModels models) {
        if (needsGroundTruth && event.find(EventView.GROUND_TRUTH) == null) {
            return null;
        }
        return scorer.score(event, known, models);
    }

    /** Tries the metric on an event. */
    public Verdict attempt(EventView event, MetricModels models) {
        Verdict verdict = score(event, Json.object(), models);
        return verdict == null ? Verdict.unscored("the metric needs a ground truth, and the event has none") : verdict;
    }
}
