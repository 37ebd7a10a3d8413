// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A request without what changes from run to run, and without secrets: what requests are recognised by. */
record RecordedRequest(String method, String path, Body body) {
    /** Returns the lines that people compare; two requests are the same if these are. */
    List<String> lines() {
        ObjectNode ordered = CassetteFile.MAPPER.createObjectNode();
        ordered.set("body", body.node());
        return (title() + "\n" + CassetteFile.sorted(ordered)).lines().toList();
    }

    String key() {
        return String.join("\n", lines());
    }

    String title() {
        return method + " " + path;
    }
}
