// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.util.LinkedHashMap;
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
        var outputs = new LinkedHashMap<String, Object>(); // the answer first, also where people read it
        outputs.put(ANSWER, text);
        outputs.put(PASSAGES, passageIds);
        return outputs;
    }
}
