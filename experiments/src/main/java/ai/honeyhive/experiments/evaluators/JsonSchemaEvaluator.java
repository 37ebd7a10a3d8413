// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Validates with a library that is only there if the user added it; nothing else here may touch it. */
final class JsonSchemaEvaluator<O> implements Evaluator<O> {
    private static final int SHOWN = 5;

    private final String name;
    private final Function<? super O, ? extends @Nullable Object> value;
    private final Schema schema;

    JsonSchemaEvaluator(String name, Function<? super O, ? extends @Nullable Object> value, String schema) {
        this.name = requireNonNull(name, "metric");
        this.value = requireNonNull(value, "value");
        try {
            this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JsonValues.read(schema));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the schema is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Score score(@Nullable O output, Datapoint datapoint) {
        List<Error> errors;
        try {
            errors = schema.validate(JsonValues.read(output == null ? null : value.apply(output)));
        } catch (JacksonException e) {
            return Score.of(false).because("no JSON: " + e.getOriginalMessage());
        }
        if (errors.isEmpty()) {
            return Score.of(true);
        }
        String reasons = errors.stream().limit(SHOWN).map(Error::toString).collect(Collectors.joining("; "));
        int more = errors.size() - SHOWN;
        return Score.of(false).because(more > 0 ? reasons + "; and " + more + " more" : reasons);
    }
}
