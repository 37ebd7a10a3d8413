// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of words answers a question: told from how it asks, and found in a sentence by their form. The type whose
 * cue comes first in the question is taken; among cues at the same place, that of the earlier constant.
 */
enum AnswerType {
    WEEKDAY("\\b(?:which|what) (?:week)?day\\b", "(?:every )?" + Forms.WEEKDAY),
    CLOCK("\\bwhat time\\b", Forms.CLOCK),
    DURATION(
            "\\bhow (?:long|often|early|late)\\b|\\buntil when\\b",
            "(?:(?:more than|up to|about|every|within) )?" + Forms.NUMBER + " " + Forms.TIME_UNIT),
    MONEY(
            "\\bhow much (?:is|are|was|did|does|do|will)\\b|\\bwhat\\b.*\\b(?:cost|pay|price|fare|fee)\\b",
            Forms.NUMBER + " crowns(?: a (?:day|week|month|year))?"),
    SPEED("\\bhow fast\\b", Forms.NUMBER + " knots"),
    MEASURE(
            "\\bhow (?:much|heavy|deep|high|far)\\b|\\b(?:what|which|highest) (?:force|wind|speed|weight)\\b",
            "(?:up to |about )?(?:" + Forms.NUMBER + " " + Forms.MEASURE_UNIT + "|force \\d+)"),
    COUNT(
            "\\bhow (?:many|old|large|big)\\b",
            Forms.NUMBER + "(?: (?:" + Forms.TIME_UNIT + "|" + Forms.MEASURE_UNIT + "))?"),
    TIME(
            "\\bwhen\\b",
            "(?:after |before |until )?" + Forms.CLOCK + "|from " + Forms.MONTH + " to " + Forms.MONTH
                    + "|(?:every |the first |the last )?" + Forms.WEEKDAY + "(?: of (?:the|each|every second) month)?"
                    + "|(?:\\d{1,2} )?" + Forms.MONTH + "|" + Forms.YEAR),
    /** Two capitalised words that are not, by what stands before them, a place. */
    PERSON(
            "\\bwho\\b(?! (?:may|can|has|do))|\\bwhose\\b|\\bwhom\\b",
            "(?<!(?:in|at|on|to|from|the) )(?:Captain )?" + Forms.NAME),
    /** From a preposition to the end of the clause, unless it tells a time: "in May", "on Mondays", "at 06:40". */
    PLACE(
            "\\bwhere\\b",
            "\\b(?:in|at|on|behind|outside|beside|under|to) (?!" + Forms.MONTH + "|" + Forms.WEEKDAY
                    + "|\\d)(?:[^,.;:]|(?<=\\d):)+?(?=[,.;]|: |$| (?:and|when|where|that|for|until|from|to) )"),
    /** Nothing in the question tells a form: the answer is a clause. */
    CLAUSE("(?!)", "(?!)");

    private final Pattern cue;
    private final Pattern form;

    AnswerType(String cue, String form) {
        this.cue = Pattern.compile(cue, CASE_INSENSITIVE);
        this.form = Pattern.compile(form);
    }

    /** Part of a sentence, by the places of its first character and of the one after its last. */
    record Span(int start, int end) {}

    static AnswerType askedBy(String question) {
        AnswerType asked = CLAUSE;
        int earliest = question.length();
        for (AnswerType type : values()) {
            Matcher cue = type.cue.matcher(question);
            if (cue.find() && cue.start() < earliest) {
                earliest = cue.start();
                asked = type;
            }
        }
        return asked;
    }

    /** Returns every part of the sentence that has the form of such an answer, in order. */
    List<Span> spansIn(String sentence) {
        var spans = new ArrayList<Span>();
        Matcher matcher = form.matcher(sentence);
        while (matcher.find()) {
            spans.add(new Span(matcher.start(), matcher.end()));
        }
        return spans;
    }

    private static final class Forms {
        static final String NUMBER =
                "\\b(?:\\d[\\d,]*(?:\\.\\d+)?|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?"
                        + "|[a-z]+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b(?![:.]\\d)";
        static final String CLOCK = "\\b\\d{2}:\\d{2}\\b";
        static final String YEAR = "\\b(?:1[89]|20)\\d{2}\\b";
        static final String MONTH =
                "\\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\\b";
        static final String WEEKDAY = "\\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\\b";
        static final String TIME_UNIT = "(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\\b";
        static final String MEASURE_UNIT = "(?:kilograms?|metres?|litres?|knots?|percent|kilowatt hours)\\b";
        static final String NAME = "\\b[A-Z][a-z]+ [A-Z][a-z]+\\b";

        private Forms() {}
    }
}
