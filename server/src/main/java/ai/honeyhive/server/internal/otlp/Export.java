// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import java.util.List;

/**
 * A decoded export.
 *
 * @param <R> the request of its signal
 * @param faults one message for each span or log record that could not be read and is not in the request
 */
public record Export<R>(R request, List<String> faults) {
    public Export {
        faults = List.copyOf(faults);
    }

    static <R> Export<R> whole(R request) {
        return new Export<>(request, List.of());
    }
}
