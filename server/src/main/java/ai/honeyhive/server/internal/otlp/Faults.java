// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import java.util.ArrayList;
import java.util.List;

/** What could not be read of a body; counted all, told only so many. */
final class Faults {
    private static final int MAX_TOLD = 20;

    private final List<String> faults = new ArrayList<>();

    void add(MalformedOtlpException fault) {
        String message = fault.getMessage();
        faults.add(message == null || faults.size() >= MAX_TOLD ? "" : message);
    }

    List<String> list() {
        return faults;
    }
}
