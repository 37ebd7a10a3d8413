// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.util.List;

/**
 * What the bot says.
 *
 * @param text the answer, empty where none was found
 * @param passageIds the passages it read, best first
 */
record Answer(String text, List<String> passageIds) {
    Answer {
        passageIds = List.copyOf(passageIds);
    }
}
