// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.List;

/** Why a request has no answer. */
final class Miss {
    private static final int LINES_AROUND = 3;

    private Miss() {}

    /** Says how the request differs from the nearest one that was recorded, or how often it was recorded. */
    static String explain(RecordedRequest request, List<Interaction> recorded) {
        long times = recorded.stream()
                .filter(interaction -> interaction.request().key().equals(request.key()))
                .count();
        if (times > 0) {
            return request.title() + " was recorded " + times + (times == 1 ? " time" : " times")
                    + ", but is asked once more:\n" + request.key();
        }
        if (recorded.isEmpty()) {
            return request.title() + " was not recorded; the cassette is empty:\n" + request.key();
        }
        return request.title() + " was not recorded; the nearest request that was differs so:\n"
                + String.join("\n", differenceToNearest(request, recorded));
    }

    private static List<String> differenceToNearest(RecordedRequest request, List<Interaction> recorded) {
        List<String> nearest = List.of();
        Patch<String> least = new Patch<>();
        int fewest = Integer.MAX_VALUE;
        for (Interaction interaction : recorded) {
            List<String> lines = interaction.request().lines();
            Patch<String> patch = DiffUtils.diff(lines, request.lines());
            int changed = patch.getDeltas().stream()
                    .mapToInt(delta ->
                            delta.getSource().size() + delta.getTarget().size())
                    .sum();
            if (changed < fewest) {
                fewest = changed;
                nearest = lines;
                least = patch;
            }
        }
        return UnifiedDiffUtils.generateUnifiedDiff("recorded", "asked", nearest, least, LINES_AROUND);
    }
}
