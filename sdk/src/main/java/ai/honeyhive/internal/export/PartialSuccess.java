// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

/**
 * Reads the one number of an OTLP {@code ExportTraceServiceResponse} that matters: {@code partial_success} (field 1) .
 * {@code rejected_spans} (field 1).
 */
final class PartialSuccess {
    private PartialSuccess() {}

    /** Returns how many spans the server refused; 0 for an empty or unreadable message. */
    static long rejectedSpans(byte[] response) {
        try {
            ProtoFields answer = new ProtoFields(response);
            while (answer.next()) {
                if (answer.is(1, ProtoFields.BYTES)) {
                    return rejected(answer.nested());
                }
            }
        } catch (IndexOutOfBoundsException e) {
            // not protobuf, so not a partial success either
        }
        return 0;
    }

    private static long rejected(ProtoFields partialSuccess) {
        while (partialSuccess.next()) {
            if (partialSuccess.is(1, ProtoFields.VARINT)) {
                return Math.max(partialSuccess.number(), 0);
            }
        }
        return 0;
    }
}
