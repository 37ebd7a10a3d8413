// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;

/** Reads protobuf as tolerantly as can be: values may nest deep, and texts need not be UTF-8. */
final class ProtobufBody {
    /** Each level of a nested attribute takes three. Protobuf's own limit is 100. */
    private static final int MAX_DEPTH = 1_000;

    private ProtobufBody() {}

    static <M extends Message> M parse(byte[] body, M empty, Class<M> type) {
        try {
            return type.cast(parse(body, empty));
        } catch (IOException e) {
            return type.cast(repaired(body, empty, e));
        }
    }

    private static Message repaired(byte[] body, Message empty, IOException fault) {
        try {
            return parse(Utf8Repair.repair(body, empty.getDescriptorForType(), MAX_DEPTH), empty);
        } catch (IOException e) {
            throw new MalformedOtlpException(
                    "the body is not an " + empty.getDescriptorForType().getName() + " in protobuf: "
                            + fault.getMessage(),
                    fault);
        }
    }

    private static Message parse(byte[] body, Message empty) throws InvalidProtocolBufferException {
        CodedInputStream in = CodedInputStream.newInstance(body);
        in.setRecursionLimit(MAX_DEPTH);
        return empty.getParserForType().parseFrom(in);
    }
}
