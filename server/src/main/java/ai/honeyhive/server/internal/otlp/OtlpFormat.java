// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import ai.honeyhive.server.internal.model.Json;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The two encodings of OTLP/HTTP. The answer goes out in the encoding of the request. */
public enum OtlpFormat {
    PROTOBUF("application/x-protobuf") {
        @Override
        public Export<ExportTraceServiceRequest> traces(byte[] body) {
            return Export.whole(ProtobufBody.parse(
                    body, ExportTraceServiceRequest.getDefaultInstance(), ExportTraceServiceRequest.class));
        }

        @Override
        public Export<ExportLogsServiceRequest> logs(byte[] body) {
            return Export.whole(ProtobufBody.parse(
                    body, ExportLogsServiceRequest.getDefaultInstance(), ExportLogsServiceRequest.class));
        }

        @Override
        public byte[] tracesResponse(long rejected, String message) {
            var response = ExportTraceServiceResponse.newBuilder();
            if (rejected > 0 || !message.isEmpty()) {
                response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejected)
                        .setErrorMessage(message));
            }
            return response.build().toByteArray();
        }

        @Override
        public byte[] logsResponse(long rejected, String message) {
            var response = ExportLogsServiceResponse.newBuilder();
            if (rejected > 0 || !message.isEmpty()) {
                response.setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                        .setRejectedLogRecords(rejected)
                        .setErrorMessage(message));
            }
            return response.build().toByteArray();
        }
    },

    JSON("application/json") {
        @Override
        public Export<ExportTraceServiceRequest> traces(byte[] body) {
            return TracesJson.decode(tree(body));
        }

        @Override
        public Export<ExportLogsServiceRequest> logs(byte[] body) {
            return LogsJson.decode(tree(body));
        }

        @Override
        public byte[] tracesResponse(long rejected, String message) {
            return response("rejectedSpans", rejected, message);
        }

        @Override
        public byte[] logsResponse(long rejected, String message) {
            return response("rejectedLogRecords", rejected, message);
        }
    };

    private final String contentType;

    OtlpFormat(String contentType) {
        this.contentType = contentType;
    }

    public boolean isJson() {
        return this == JSON;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * Decodes a body of spans.
     *
     * @throws MalformedOtlpException if the body as a whole cannot be read
     */
    public abstract Export<ExportTraceServiceRequest> traces(byte[] body);

    /**
     * Decodes a body of log records.
     *
     * @throws MalformedOtlpException if the body as a whole cannot be read
     */
    public abstract Export<ExportLogsServiceRequest> logs(byte[] body);

    /**
     * Encodes the answer to spans.
     *
     * @param rejected number of spans that were not stored
     * @param message why, or empty
     */
    public abstract byte[] tracesResponse(long rejected, String message);

    /**
     * Encodes the answer to log records.
     *
     * @param rejected number of records that were not stored
     * @param message why, or empty
     */
    public abstract byte[] logsResponse(long rejected, String message);

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

    /** One level of a nested attribute takes several levels here, so that bodies may be deeper than elsewhere. */
    private static JsonNode tree(byte[] body) {
        try {
            JsonNode json = Json.stored().readTree(body);
            if (json.isMissingNode()) {
                throw new MalformedOtlpException("the body is empty");
            }
            return json;
        } catch (JacksonException e) {
            return repaired(body, e);
        }
    }

    /** Texts that are not UTF-8 are read as far as they are. */
    private static JsonNode repaired(byte[] body, JacksonException fault) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            if (text.indexOf('\uFFFD') >= 0) {
                return Json.stored().readTree(text);
            }
        } catch (JacksonException e) { // then the first fault says more
            fault.addSuppressed(e);
        }
        throw new MalformedOtlpException("the body is not JSON: " + fault.getOriginalMessage(), fault);
    }

    private static byte[] response(String rejectedName, long rejected, String message) {
        ObjectNode response = Json.object();
        if (rejected > 0 || !message.isEmpty()) {
            response.putObject("partialSuccess")
                    .put(rejectedName, Long.toString(rejected))
                    .put("errorMessage", message);
        }
        return Json.write(response).getBytes(StandardCharsets.UTF_8);
    }
}
