// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static java.util.Objects.requireNonNull;

/** A short text with a title: the unit that is retrieved. */
record Passage(String id, String title, String text) {
    Passage {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        requireNonNull(text, "text");
    }
}
