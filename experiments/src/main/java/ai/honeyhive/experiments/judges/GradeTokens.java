// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds grades of one digit in answers and among the alternatives of their tokens. */
final class GradeTokens {
    private static final Pattern GRADE = Pattern.compile("(?<![\\d.])(\\d)(?:\\.0)?(?!\\.?\\d)");

    private GradeTokens() {}

    /** The first number, if it is a grade on the scale. */
    static OptionalDouble grade(String text, int worst, int best) {
        Matcher matcher = GRADE.matcher(text);
        if (!matcher.find()) {
            return OptionalDouble.empty();
        }
        int grade = Integer.parseInt(matcher.group(1));
        return grade >= worst && grade <= best ? OptionalDouble.of(grade) : OptionalDouble.empty();
    }

    /** The mean of the grades at the first token that is one, weighted by their probabilities. */
    static OptionalDouble weighted(ChatAnswer answer, int worst, int best) {
        for (List<TokenProbability> alternatives : answer.probabilities()) {
            if (alternatives.isEmpty() || digit(alternatives.get(0).token(), worst, best) < 0) {
                continue; // the first alternative is the token that was chosen
            }
            double sum = 0;
            double weight = 0;
            for (TokenProbability alternative : alternatives) {
                int grade = digit(alternative.token(), worst, best);
                if (grade >= 0) {
                    double probability = Math.exp(alternative.logProbability());
                    sum += probability * grade;
                    weight += probability;
                }
            }
            return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
        }
        return OptionalDouble.empty();
    }

    private static int digit(String token, int worst, int best) {
        String text = token.strip();
        if (text.length() != 1 || text.charAt(0) < '0' || text.charAt(0) > '9') {
            return -1;
        }
        int grade = text.charAt(0) - '0';
        return grade >= worst && grade <= best ? grade : -1;
    }
}
