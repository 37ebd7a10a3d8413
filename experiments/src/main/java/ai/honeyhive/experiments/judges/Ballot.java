// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import ai.honeyhive.experiments.Score;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Counts votes. */
final class Ballot {
    private Ballot() {}

    /** Returns a score with the outcome and the reason of another. */
    static Score count(String jury, Vote vote, Collection<Object> votes, Score reason) {
        Score outcome =
                switch (vote) {
                    case MAJORITY -> majority(jury, votes);
                    case MEAN -> Score.of(numbers(jury, votes).average().orElseThrow());
                    case MEDIAN -> Score.of(median(numbers(jury, votes).sorted().toArray()));
                };
        return outcome.because(reason.explanation().orElse(""));
    }

    /** The share of pairs of voters who say the same; 1 for a single voter. */
    static double agreement(Collection<Object> votes) {
        List<Object> list = List.copyOf(votes);
        int pairs = 0;
        int agreeing = 0;
        for (int i = 0; i < list.size(); i++) {
            for (int j = i + 1; j < list.size(); j++) {
                pairs++;
                agreeing += list.get(i).equals(list.get(j)) ? 1 : 0;
            }
        }
        return pairs == 0 ? 1 : (double) agreeing / pairs;
    }

    private static Score majority(String jury, Collection<Object> votes) {
        Map<Object, Integer> counts = new LinkedHashMap<>();
        votes.forEach(one -> counts.merge(one, 1, Integer::sum));
        for (Map.Entry<Object, Integer> entry : counts.entrySet()) {
            if (entry.getValue() * 2 > votes.size()) {
                return of(entry.getKey());
            }
        }
        if (votes.stream().allMatch(Boolean.class::isInstance)) {
            return Score.of(false);
        }
        throw new JudgeException("the jury of \"" + jury + "\" has no majority: " + counts);
    }

    private static Score of(Object value) {
        if (value instanceof Boolean flag) {
            return Score.of(flag);
        }
        return value instanceof Number number ? Score.of(number) : Score.of(value.toString());
    }

    private static DoubleStream numbers(String jury, Collection<Object> votes) {
        return votes.stream().mapToDouble(one -> {
            if (one instanceof Boolean flag) {
                return flag ? 1 : 0;
            }
            if (one instanceof Number number) {
                return number.doubleValue();
            }
            throw new JudgeException("a juror of \"" + jury + "\" gave no number, but " + one);
        });
    }

    private static double median(double[] ascending) {
        int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }
}
