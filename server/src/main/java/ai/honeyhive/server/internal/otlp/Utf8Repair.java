// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes an encoded message readable whose texts are not all UTF-8: one value that its program cut in the middle of a
 * character must not cost a whole batch of spans.
 */
final class Utf8Repair {
    private Utf8Repair() {}

    /** The same message, each byte that belongs to no character replaced by the sign for that. */
    static byte[] repair(byte[] message, Descriptor type, int depth) throws IOException {
        if (depth == 0) {
            throw new IOException("nested too deep");
        }
        var bytes = new ByteArrayOutputStream(message.length + 16);
        var out = CodedOutputStream.newInstance(bytes);
        var in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
                out.writeUInt32NoTag(tag);
                out.writeByteArrayNoTag(repaired(in.readByteArray(), field, depth));
            } else {
                copy(tag, in, out);
            }
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] repaired(byte[] value, @Nullable FieldDescriptor field, int depth) throws IOException {
        if (field == null) {
            return value;
        }
        return switch (field.getJavaType()) {
            case STRING -> new String(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            case MESSAGE -> repair(value, field.getMessageType(), depth - 1);
            default -> value;
        };
    }

    private static void copy(int tag, CodedInputStream in, CodedOutputStream out) throws IOException {
        out.writeUInt32NoTag(tag);
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> out.writeUInt64NoTag(in.readUInt64());
            case WireFormat.WIRETYPE_FIXED64 -> out.writeFixed64NoTag(in.readFixed64());
            case WireFormat.WIRETYPE_FIXED32 -> out.writeFixed32NoTag(in.readFixed32());
            default -> throw new IOException("groups are not part of OTLP");
        }
    }
}
