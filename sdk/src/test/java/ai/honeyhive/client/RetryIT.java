// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repeated, how often and when. */
@Timeout(30)
class RetryIT {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 502, 503, 504})
    void read_serverBusyThenWell_isRepeated(int status) {
        server.replyBusy(status).replyBusy(status).reply(200, "{\"evaluation\":{\"run_id\":\"r\"}}");

        assertThat(server.client().runs().find("r")).isPresent();

        assertThat(server.lines()).hasSize(3).containsOnly("GET /v1/runs/r");
    }

    @Test
    void update_serverBusy_isRepeatedWithTheSameBody() {
        server.replyBusy(503);

        server.client()
                .events()
                .update("e", EventUpdate.builder().metrics(Map.of("m", 1)).build());

        assertThat(server.requests())
                .hasSize(2)
                .extracting(ScriptedServer.Request::body)
                .containsOnly("{\"metrics\":{\"m\":1}}");
    }

    @Test
    void query_serverBusy_isRepeatedThoughItIsPosted() {
        server.replyBusy(429);

        server.client().events().export(EventQuery.builder().build());

        assertThat(server.lines()).containsExactly("POST /v1/events/export", "POST /v1/events/export");
    }

    @Test
    void create_serverBusy_isNotRepeatedAndSaysSo() {
        server.reply(context -> context.status(429).header("Retry-After", "7").result("slow down"));

        var failure = catchThrowableOfType(
                HoneyHiveUnavailableException.class,
                () -> server.client().datasets().create(DatasetFields.builder().build()));

        assertThat(server.lines()).containsExactly("POST /v1/datasets");
        assertThat(failure).hasMessage("POST /v1/datasets answered 429: slow down");
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void startSession_withItsOwnId_isRepeated() {
        server.replyBusy(503).reply(200, "{\"session_id\":\"s\"}");

        server.client().sessions().start(SessionFields.builder().id("s").build());

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void startSession_withoutId_isNotRepeated() {
        server.replyBusy(503);

        assertThatThrownBy(() ->
                        server.client().sessions().start(SessionFields.builder().build()))
                .isInstanceOf(HoneyHiveUnavailableException.class);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void read_serverStaysBusy_givesUpAfterAllAttempts() {
        server.replyBusy(503).replyBusy(503).replyBusy(503).replyBusy(503);
        HoneyHiveClient client =
                HoneyHiveClient.builder().serverUrl(server.url()).maxAttempts(3).build();

        assertThatThrownBy(() -> client.runs().find("r"))
                .isInstanceOf(HoneyHiveUnavailableException.class)
                .hasMessage("GET /v1/runs/r answered 503: busy");

        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 409, 500})
    void read_serverRefuses_isNotRepeated(int status) {
        server.reply(status, "{\"message\":\"no\"}");

        var failure = catchThrowableOfType(
                HoneyHiveHttpException.class, () -> server.client().runs().find("r"));

        assertThat(server.requests()).hasSize(1);
        assertThat(failure).isNotInstanceOf(HoneyHiveUnavailableException.class);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.status()).isEqualTo(status);
    }

    @Test
    void read_serverAsksForMoreTimeThanThereIs_givesUpAtOnceInsteadOfAskingTooEarly() {
        server.reply(
                context -> context.status(429).header("Retry-After", "3600").result("tomorrow"));

        var failure = catchThrowableOfType(
                HoneyHiveUnavailableException.class,
                () -> server.client().runs().find("r"));

        assertThat(server.requests()).hasSize(1);
        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
    }

    @Test
    void read_serverNamesADate_waitsUntilThen() {
        String then = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
        server.reply(context -> context.status(503).header("Retry-After", then));
        long start = System.nanoTime();

        server.client().datasets().list();

        assertThat(server.requests()).hasSize(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void delete_secondAttemptFindsNothing_countsAsDone() {
        server.replyBusy(504).reply(404, "{}");

        assertThat(server.client().runs().delete("r")).isTrue();
    }

    @Test
    void delete_firstAttemptFindsNothing_isFalse() {
        server.reply(404, "{}");

        assertThat(server.client().runs().delete("r")).isFalse();
    }
}
