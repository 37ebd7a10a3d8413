// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whether a text matches a regular expression (RE2 syntax, whose time grows with the text alone), or a group of it. */
final class RegexRule implements Rule {
    private static final int MAX_PATTERN = 10_000;

    private final String of;
    private final Pattern pattern;
    private final boolean whole;
    private final @Nullable Integer group;

    RegexRule(Criteria criteria) {
        criteria.allow("pattern", "match", "case_sensitive", "group");
        this.of = criteria.of();
        this.pattern = compile(criteria);
        String match = criteria.text("match", "anywhere");
        if (!match.equals("anywhere") && !match.equals("whole")) {
            throw criteria.fault("match", "must be anywhere or whole, not '" + match + "'");
        }
        this.whole = match.equals("whole");
        Double number = criteria.number("group");
        if (number != null && (number != Math.rint(number) || number < 0 || number > pattern.groupCount())) {
            throw criteria.fault("group", "must be a whole number from 0 to " + pattern.groupCount());
        }
        this.group = number == null ? null : number.intValue();
    }

    private static Pattern compile(Criteria criteria) {
        String text = criteria.requiredText("pattern");
        if (text.length() > MAX_PATTERN) {
            throw criteria.fault("pattern", "must not be longer than " + MAX_PATTERN + " characters");
        }
        try {
            return Pattern.compile(text, criteria.flag("case_sensitive", true) ? 0 : Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw criteria.fault("pattern", "is no regular expression that RE2 knows: " + e.getMessage());
        }
    }

    @Override
    public Gives gives() {
        return group == null ? Gives.BOOLEAN : Gives.TEXT;
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
        Matcher matcher = pattern.matcher(Texts.of(found));
        boolean matches = whole ? matcher.matches() : matcher.find();
        if (group == null) {
            return Verdict.of(matches);
        }
        String text = matches ? matcher.group(group) : null;
        return text == null
                ? Verdict.unscored(of + " has nothing that matches")
                : Verdict.of(JsonNodeFactory.instance.stringNode(text));
    }
}
