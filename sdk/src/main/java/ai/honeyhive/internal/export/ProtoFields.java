// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

/**
 * Reads the fields of one protobuf message, one after the other. Protobuf's own library would be a megabyte on the user's
 * classpath for the few that are looked at. Anything that is no protobuf ends in an {@link IndexOutOfBoundsException}.
 */
final class ProtoFields {
    static final int VARINT = 0;
    static final int BYTES = 2;

    private final byte[] message;
    private final int end;
    private int position;
    private int start;
    private int valueStart;
    private long tag;
    private long number;

    ProtoFields(byte[] message) {
        this(message, 0, message.length);
    }

    private ProtoFields(byte[] message, int start, int end) {
        this.message = message;
        this.position = start;
        this.end = end;
    }

    /** Goes to the next field; false at the end. */
    boolean next() {
        if (position >= end) {
            return false;
        }
        start = position;
        tag = varint();
        valueStart = position;
        switch ((int) (tag & 7)) {
            case VARINT -> number = varint();
            case 1 -> skip(8);
            case BYTES -> {
                long length = varint();
                valueStart = position;
                skip(length);
            }
            case 5 -> skip(4);
            default -> throw new IndexOutOfBoundsException("wire type " + (tag & 7));
        }
        return true;
    }

    /** Returns whether the current field has this number and wire type. */
    boolean is(int field, int wireType) {
        return tag == (((long) field << 3) | wireType);
    }

    /** Returns the value of a varint. */
    long number() {
        return number;
    }

    /** Returns the fields of the message that the current field holds. */
    ProtoFields nested() {
        return new ProtoFields(message, valueStart, position);
    }

    /** Returns where the current field starts, with its tag. */
    int start() {
        return start;
    }

    /** Returns how long the current field is, with its tag. */
    int length() {
        return position - start;
    }

    private void skip(long bytes) {
        if (bytes < 0 || bytes > end - position) { // a length that leads back would be read for ever
            throw new IndexOutOfBoundsException("length " + bytes);
        }
        position += (int) bytes;
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
