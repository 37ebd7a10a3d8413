// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HexFormat;

/** What spans and log records have in common in OTLP/JSON. */
final class JsonParts {
    static final int TRACE_ID = 32;
    static final int SPAN_ID = 16;

    private JsonParts() {}

    static Resource resource(JsonField holder) {
        return Resource.newBuilder()
                .addAllAttributes(JsonAttributes.read(
                        holder.object().field("resource").object().field("attributes")))
                .build();
    }

    static InstrumentationScope scope(JsonField holder) {
        JsonField scope = holder.object().field("scope").object();
        return InstrumentationScope.newBuilder()
                .setName(scope.field("name").anyText())
                .setVersion(scope.field("version").anyText())
                .addAllAttributes(JsonAttributes.read(scope.field("attributes")))
                .build();
    }

    /** An id in hexadecimal digits, without which nothing can be done. */
    static ByteString id(JsonField json, int digits) {
        String text = json.text();
        if (text.length() != digits) {
            throw json.fault("expected " + digits + " hexadecimal digits, found "
                    + (text.isEmpty() ? "nothing" : text.length() + " characters"));
        }
        try {
            return ByteString.copyFrom(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw json.fault("expected " + digits + " hexadecimal digits");
        }
    }

    /** An id that may be missing; one that is none counts as missing. */
    static ByteString idIfAny(JsonField json, int digits) {
        try {
            return id(json, digits);
        } catch (MalformedOtlpException e) {
            return ByteString.EMPTY;
        }
    }
}
