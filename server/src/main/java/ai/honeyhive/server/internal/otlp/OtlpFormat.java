// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import ai.honeyhive.server.internal.model.Json;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The two encodings of OTLP/HTTP. The answer goes out in the encoding of the request. */
public enum OtlpFormat {
    PROTOBUF("application/x-protobuf") {
        @Override
        public Export decode(byte[] body) {
            try {
                return new Export(ExportTraceServiceRequest.parseFrom(body), List.of());
            } catch (InvalidProtocolBufferException e) {
                throw new MalformedOtlpException(
                        "the body is not an ExportTraceServiceRequest in protobuf: " + e.getMessage(), e);
            }
        }

        @Override
        public byte[] response(long rejected, String message) {
            var response = ExportTraceServiceResponse.newBuilder();
            if (rejected > 0 || !message.isEmpty()) {
                response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejected)
                        .setErrorMessage(message));
            }
            return response.build().toByteArray();
        }
    },

    JSON("application/json") {
        @Override
        public Export decode(byte[] body) {
            JsonNode json;
            try {
                json = Json.mapper().readTree(body);
            } catch (JacksonException e) {
                throw new MalformedOtlpException("the body is not JSON: " + e.getOriginalMessage(), e);
            }
            return OtlpJson.decode(json);
        }

        @Override
        public byte[] response(long rejected, String message) {
            ObjectNode response = Json.object();
            if (rejected > 0 || !message.isEmpty()) {
                response.putObject("partialSuccess")
                        .put("rejectedSpans", Long.toString(rejected))
                        .put("errorMessage", message);
            }
            return Json.write(response).getBytes(StandardCharsets.UTF_8);
        }
    };

    private final String contentType;

    OtlpFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * Decodes a body.
     *
     * @throws MalformedOtlpException if the body as a whole cannot be read
     */
    public abstract Export decode(byte[] body);

    /**
     * Encodes the answer.
     *
     * @param rejected number of spans that were not stored
     * @param message why, or empty
     */
    public abstract byte[] response(long rejected, String message);

    /** The format of a content type, whose parameters do not matter. */
    public static Optional<OtlpFormat> find(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/protobuf")) {
            return Optional.of(PROTOBUF);
        }
        for (OtlpFormat format : values()) {
            if (format.contentType.equals(type)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
