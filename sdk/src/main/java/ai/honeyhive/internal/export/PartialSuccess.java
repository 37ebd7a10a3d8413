// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

/**
 * Reads the one number of an OTLP {@code ExportTraceServiceResponse} that matters: {@code partial_success} (field 1) .
 * {@code rejected_spans} (field 1). Protobuf's own library would be a megabyte on the user's classpath for it.
 */
final class PartialSuccess {
    private final byte[] message;
    private int position;
    private final int end;

    private PartialSuccess(byte[] message, int start, int end) {
        this.message = message;
        this.position = start;
        this.end = end;
    }

    /** Returns how many spans the server refused; 0 for an empty or unreadable message. */
    static long rejectedSpans(byte[] response) {
        try {
            return new PartialSuccess(response, 0, response.length).rejected(0);
        } catch (IndexOutOfBoundsException e) {
            return 0; // not protobuf, so not a partial success either
        }
    }

    private long rejected(int depth) {
        while (position < end) {
            long tag = varint();
            int wireType = (int) (tag & 7);
            if (tag >>> 3 == 1 && depth == 0 && wireType == 2) {
                int length = length();
                return new PartialSuccess(message, position, Math.min(position + length, message.length)).rejected(1);
            }
            if (tag >>> 3 == 1 && depth == 1 && wireType == 0) {
                return Math.max(varint(), 0);
            }
            switch (wireType) {
                case 0 -> varint();
                case 1 -> position += 8;
                case 2 -> position += length();
                case 5 -> position += 4;
                default -> throw new IndexOutOfBoundsException("wire type " + wireType);
            }
        }
        return 0;
    }

    /** A length that leads back would be read for ever. */
    private int length() {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw new IndexOutOfBoundsException("length " + length);
        }
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = message[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("varint");
    }
}
