// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Change;
import java.util.List;

/**
 * What became of the spans of one export.
 *
 * @param rejected one message for each span that cannot become an event
 */
public record Translation(List<Change> changes, List<String> rejected) {
    public Translation {
        changes = List.copyOf(changes);
        rejected = List.copyOf(rejected);
    }
}
