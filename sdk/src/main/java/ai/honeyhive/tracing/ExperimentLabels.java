// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Labels of an experiment that runs in production, such as the arm of an A/B test, as every span carries them. */
final class ExperimentLabels {
    private static final List<String> FIELDS = List.of("id", "name", "variant", "group");

    private ExperimentLabels() {}

    static Attributes of(Map<String, String> explicit, OptionReader options) {
        Map<String, String> labels = new LinkedHashMap<>(options.object("HH_EXPERIMENT_METADATA"));
        for (String field : FIELDS) {
            String value = options.text(null, "HH_EXPERIMENT_" + field.toUpperCase(Locale.ROOT));
            if (value != null) {
                labels.put(field, value);
            }
        }
        labels.putAll(explicit);
        AttributesBuilder attributes = Attributes.builder();
        labels.forEach((key, value) -> attributes.put(
                FIELDS.contains(key) ? "honeyhive.experiment_" + key : "honeyhive.experiment_metadata." + key, value));
        return attributes.build();
    }
}
