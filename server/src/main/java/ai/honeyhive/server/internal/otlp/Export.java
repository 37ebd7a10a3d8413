// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;

/**
 * A decoded export.
 *
 * @param faults one message for each span that could not be read and is not in the request
 */
public record Export(ExportTraceServiceRequest request, List<String> faults) {
    public Export {
        faults = List.copyOf(faults);
    }
}
