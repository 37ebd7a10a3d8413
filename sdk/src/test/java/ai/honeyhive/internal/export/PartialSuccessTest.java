// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PartialSuccessTest {
    @Test
    void rejectedSpans_realMessages_areRead() {
        byte[] partial = ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setErrorMessage("no")
                        .setRejectedSpans(300))
                .build()
                .toByteArray();

        assertThat(PartialSuccess.rejectedSpans(partial)).isEqualTo(300);
        assertThat(PartialSuccess.rejectedSpans(
                        ExportTraceServiceResponse.getDefaultInstance().toByteArray()))
                .isZero();
    }

    /** A length of minus four would lead back to the begin, again and again. */
    @Test
    @Timeout(10)
    void rejectedSpans_lengthThatLeadsBack_ends() {
        byte[] loop = {0x12, (byte) 0xf5, -1, -1, -1, -1, -1, -1, -1, -1, 0x01};

        assertThat(PartialSuccess.rejectedSpans(loop)).isZero();
    }

    @Test
    void rejectedSpans_anythingElse_isNoneAndNoException() {
        assertThat(PartialSuccess.rejectedSpans("{}".getBytes(StandardCharsets.UTF_8)))
                .isZero();
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            assertThat(PartialSuccess.rejectedSpans(noise)).isNotNegative();
        }
    }
}
