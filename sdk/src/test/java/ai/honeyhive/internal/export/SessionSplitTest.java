// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionSplitTest {
    @Test
    void halves_update_haveEachHalfOfIt() throws IOException {
        List<Request> halves = SessionSplit.halves(
                request("/events", "{\"event_id\":\"e\",\"metadata\":{\"a\":1},\"metrics\":{\"b\":2}}"));

        assertThat(halves)
                .extracting(half -> Json.read(half.body()))
                .containsExactly(
                        Map.of("event_id", "e", "metadata", Map.of("a", 1)),
                        Map.of("event_id", "e", "metrics", Map.of("b", 2)));
        assertThat(halves).allSatisfy(half -> assertThat(half.method()).isEqualTo("PUT"));
        assertThat(halves).extracting(Request::path).containsOnly("/events");
    }

    @Test
    void halves_batch_keepStartsBeforeUpdates() throws IOException {
        List<Request> halves = SessionSplit.halves(
                request("/sessions/batch", "{\"starts\":[{\"id\":1},{\"id\":2},{\"id\":3}],\"updates\":[{\"id\":1}]}"));

        assertThat(halves)
                .extracting(half -> Json.read(half.body()))
                .containsExactly(
                        Map.of("starts", List.of(Map.of("id", 1), Map.of("id", 2)), "updates", List.of()),
                        Map.of("starts", List.of(Map.of("id", 3)), "updates", List.of(Map.of("id", 1))));
    }

    @Test
    void halves_whatCannotBeHalved_isNone() throws IOException {
        assertThat(SessionSplit.halves(request("/session/start", "{\"session\":{}}")))
                .isEmpty();
        assertThat(SessionSplit.halves(request("/sessions/batch", "{\"starts\":[{}],\"updates\":[]}")))
                .isEmpty();
        assertThat(SessionSplit.halves(request(OtlpSender.PATH, "gzip"))).isEmpty();
        assertThatThrownBy(() -> SessionSplit.halves(request("/events", "{"))).isInstanceOf(IOException.class);
    }

    private static Request request(String path, String body) {
        return new Request("PUT", path, Map.of(), body.getBytes(StandardCharsets.UTF_8), 1);
    }
}
