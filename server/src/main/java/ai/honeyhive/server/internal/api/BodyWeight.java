// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * How much memory a body takes once it is decoded. Few bytes may become many objects: two of JSON make an empty object of
 * eighty, two of protobuf a message. What is estimated is above what was measured, for usual and for hostile bodies.
 */
final class BodyWeight {
    /** Text is held as read, as decoded and as encoded for the store. */
    private static final int COPIES = 3;

    private static final int JSON_VALUE = 48;
    private static final int PROTOBUF_FIELD = 96;
    private static final int MAX_DEPTH = 1_000;

    private BodyWeight() {}

    static long ofJson(byte[] body) {
        long values = 0;
        for (byte b : body) {
            if (b == ',' || b == ':' || b == '{' || b == '[') {
                values++;
            }
        }
        return (long) COPIES * body.length + JSON_VALUE * values;
    }

    static long ofProtobuf(byte[] body, Descriptor type) {
        var walk = new Walk();
        try {
            walk.message(CodedInputStream.newInstance(body), type, 0);
        } catch (IOException notProtobuf) {
            // Counted as far as it goes; whoever decodes it will say what is wrong.
            return (long) COPIES * body.length + PROTOBUF_FIELD * walk.fields;
        }
        return (long) COPIES * body.length + PROTOBUF_FIELD * walk.fields;
    }

    private static final class Walk {
        private long fields;

        private void message(CodedInputStream in, Descriptor type, int depth) throws IOException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                    in.skipField(tag);
                    continue;
                }
                fields++;
                FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
                int length = in.readRawVarint32();
                if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth < MAX_DEPTH) {
                    int outer = in.pushLimit(length);
                    message(in, field.getMessageType(), depth + 1);
                    in.popLimit(outer);
                } else {
                    in.skipRawBytes(length);
                }
            }
        }
    }
}
