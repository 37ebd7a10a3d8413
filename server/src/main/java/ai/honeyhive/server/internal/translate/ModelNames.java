// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names under which a model may be known: providers prefix, date and version them. */
final class ModelNames {
    /** Of Amazon Bedrock: a region, and the maker of the model. */
    private static final Pattern REGION = Pattern.compile("^(?:us|us-gov|eu|apac|jp|au|ca|global)\\.(?=[a-z0-9-]+\\.)");

    private static final Pattern MAKER = Pattern.compile("^(?:anthropic|openai|deepseek|mistral|google|xai)\\.");

    /** What may be cut off at the end, one after another: builds, dates, releases. */
    private static final List<Pattern> ENDINGS = List.of(
            Pattern.compile(":\\d+$"),
            Pattern.compile("-v\\d+$"),
            Pattern.compile("[-@]\\d{4}-\\d{2}-\\d{2}$"),
            Pattern.compile("[-@]\\d{8}$"),
            Pattern.compile("-\\d{2}-\\d{4}$"),
            Pattern.compile("-\\d{2}-\\d{2}$"),
            Pattern.compile("-\\d{3,4}$"),
            Pattern.compile("-latest$|@default$"),
            Pattern.compile("-preview$"));

    private static final int MAX_LENGTH = 200;

    private ModelNames() {}

    /** From the most exact to the most general. Fine-tuned models have prices of their own: only their full name. */
    static List<String> candidates(String model) {
        String name = model.strip().toLowerCase(Locale.ROOT);
        if (name.length() > MAX_LENGTH) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        names.add(name);
        if (name.startsWith("ft:")) {
            return names;
        }
        name = name.substring(name.lastIndexOf('/') + 1);
        names.add(name);
        name = MAKER.matcher(REGION.matcher(name).replaceFirst("")).replaceFirst("");
        // Their maker writes claude-sonnet-4-5, some resellers claude-sonnet-4.5.
        name = name.startsWith("claude-") ? name.replace('.', '-') : name;
        names.add(name);
        for (boolean shorter = true; shorter; ) {
            shorter = false;
            for (Pattern ending : ENDINGS) {
                String cut = ending.matcher(name).replaceFirst("");
                if (!cut.equals(name) && !cut.isEmpty()) {
                    name = cut;
                    names.add(name);
                    shorter = true;
                    break;
                }
            }
        }
        return names;
    }
}
