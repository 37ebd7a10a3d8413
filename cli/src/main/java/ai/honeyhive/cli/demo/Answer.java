// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.util.List;
import java.util.Map;

/**
 * What the bot says.
 *
 * @param text the answer, empty where none was found
 * @param passageIds the passages it read, best first
 */
record Answer(String text, List<String> passageIds) {
    static final String ANSWER = "answer";
    static final String PASSAGES = "passages";

    Answer {
        passageIds = List.copyOf(passageIds);
    }

    /** The answer as events carry it, under the same keys as the ground truth of the questions. */
    Map<String, Object> outputs() {
        return Map.of(ANSWER, text, PASSAGES, passageIds);
    }
}
