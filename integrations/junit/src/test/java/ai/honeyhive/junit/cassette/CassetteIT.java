// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CassetteIT {
    private static final String ASK = "{\"model\": \"m1\", \"prompt\": \"Capital of Peru?\", \"temperature\": 0}";
    private static final String KEY = "abcdef-my-own-key-format";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private FakeModel model;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        model = new FakeModel();
        file = folder.resolve("cassettes/peru.json");
    }

    @AfterEach
    void stop() {
        model.close();
    }

    @Test
    void replay_ofWhatWasRecorded_answersTheSameWithoutTheModel() throws Exception {
        String recorded;
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            recorded = post(cassette.url(), "/v1/chat", ASK).body();
        }
        model.close();

        try (Cassette cassette = cassette(CassetteMode.REPLAY)) {
            HttpResponse<String> response = post(
                    cassette.url(),
                    "/v1/chat",
                    "{\"temperature\":0,\"prompt\":\"Capital of Peru?\",\"model\":\"m1\"}"); // another order

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).contains("application/json");
            assertThat(response.body()).contains("Lima 1").contains("0.10");
            assertThat(recorded).contains("Lima 1");
            assertThatCode(cassette::verify).doesNotThrowAnyException();
        }
    }

    @Test
    void record_keepsSecretsOut() throws Exception {
        try (Cassette cassette = Cassette.builder(file, model.url())
                .mode(CassetteMode.RECORD)
                .scrub(Pattern.compile("customer-\\d+"))
                .build()) {
            String body = ASK.replace("Peru?", "Peru? " + KEY + " customer-4711 sk-abcdefghijklmnopqrstuvwxyz");
            String answer = post(cassette.url(), "/v1/chat?api_key=q-secret-123&page=2", body)
                    .body();
            assertThat(answer).contains(KEY); // the client sees what the model said
        }

        assertThat(Files.readString(file))
                .doesNotContain(KEY, "q-secret-123", "customer-4711", "sk-abcdef", "tok_0123456789", "very-secret")
                .contains("page=2", "Capital of Peru?");
        try (Cassette cassette = Cassette.builder(file, model.url())
                .mode(CassetteMode.REPLAY)
                .scrub(Pattern.compile("customer-\\d+"))
                .build()) {
            String other =
                    ASK.replace("Peru?", "Peru? another-key-altogether customer-1 sk-zyxwvutsrqponmlkjihgfedcba");
            assertThat(send(cassette.url(), "/v1/chat?api_key=other&page=2", other, "another-key-altogether")
                            .statusCode())
                    .as("whoever replays has other secrets")
                    .isEqualTo(200);
        }
    }

    @Test
    void replay_ofAnUnknownRequest_failsWithTheDifferenceToTheNearest() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            post(cassette.url(), "/v1/embeddings", "{\"input\": \"quokka\"}");
            post(cassette.url(), "/v1/chat", ASK);
        }

        Cassette cassette = cassette(CassetteMode.REPLAY);
        try (cassette) {
            HttpResponse<String> response = post(cassette.url(), "/v1/chat", ASK.replace("Peru", "Chile"));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThatThrownBy(cassette::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("POST /v1/chat was not recorded")
                    .hasMessageContaining("-      \"prompt\" : \"Capital of Peru?\"")
                    .hasMessageContaining("+      \"prompt\" : \"Capital of Chile?\"")
                    .hasMessageContaining("-Dhoneyhive.cassette=record");
            assertThatCode(cassette::verify).as("told once").doesNotThrowAnyException();
        }
        assertThat(model.requests).hasSize(2);
    }

    @Test
    void replay_givesTheNthAnswerTheNthTime_andNoneAfterTheLast() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            post(cassette.url(), "/v1/chat", ASK);
            post(cassette.url(), "/v1/chat", ASK);
        }

        try (Cassette cassette = cassette(CassetteMode.REPLAY)) {
            assertThat(post(cassette.url(), "/v1/chat", ASK).body()).contains("Lima 1");
            assertThat(post(cassette.url(), "/v1/chat", ASK).body()).contains("Lima 2");
            assertThat(post(cassette.url(), "/v1/chat", ASK).statusCode()).isEqualTo(400);
            assertThatThrownBy(cassette::verify).hasMessageContaining("was recorded 2 times, but is asked once more");
        }
    }

    @Test
    void record_ofManyAtOnce_writesTheSameFileWhateverTheirOrder() throws Exception {
        List<String> files = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            try (Cassette cassette = cassette(CassetteMode.RECORD)) {
                List<CompletableFuture<?>> calls = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    int number = round == 0 ? i : 19 - i;
                    URI url = cassette.url();
                    calls.add(CompletableFuture.runAsync(() -> {
                        try {
                            post(url, "/stream?n=" + number, "{\"n\": " + number + "}");
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
                }
                calls.forEach(CompletableFuture::join);
            }
            files.add(Files.readString(file));
        }

        assertThat(files.get(0)).isEqualTo(files.get(1));
        assertThat(model.requests).hasSize(40);
    }

    @Test
    void streamsAndBinaries_areReplayedByteForByte() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            post(cassette.url(), "/stream", "");
            post(cassette.url(), "/audio", "say it");
        }

        try (Cassette cassette = cassette(CassetteMode.REPLAY)) {
            HttpResponse<String> stream = post(cassette.url(), "/stream", "");
            assertThat(stream.body()).isEqualTo("data: {\"delta\":\"Li\"}\n\ndata: {\"delta\":\"ma\"}\n\n");
            assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
            HttpRequest request = HttpRequest.newBuilder(cassette.url().resolve("/audio"))
                    .POST(HttpRequest.BodyPublishers.ofString("say it"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .containsExactly(0xff, 0, 0xfe, 7);
        }
    }

    @Test
    void multipartBodies_areRecognisedWhateverTheirBoundary() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            upload(cassette.url(), "b0undary-1");
        }

        try (Cassette cassette = cassette(CassetteMode.REPLAY)) {
            assertThat(upload(cassette.url(), "b0undary-2").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void compressedAnswers_areRecordedAsTheyAreMeant() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            assertThat(post(cassette.url(), "/zipped", "").body()).isEqualTo("{\"answer\":\"Lima\"}");
        }

        try (Cassette cassette = cassette(CassetteMode.REPLAY)) {
            assertThat(post(cassette.url(), "/zipped", "").body()).isEqualTo("{\"answer\":\"Lima\"}");
        }
    }

    @Test
    void replay_ofManyAtOnce_givesEachAnswerOnce() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            for (int i = 0; i < 20; i++) {
                post(cassette.url(), "/v1/chat", ASK);
            }
        }

        try (Cassette cassette = cassette(CassetteMode.REPLAY)) {
            HttpRequest request = HttpRequest.newBuilder(cassette.url().resolve("/v1/chat"))
                    .POST(HttpRequest.BodyPublishers.ofString(ASK))
                    .build();
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }

            assertThat(calls)
                    .extracting(call -> call.join().body())
                    .doesNotHaveDuplicates()
                    .allMatch(answer -> answer.contains("Lima"));
        }
    }

    @Test
    void ignoredFields_doNotCount() throws Exception {
        Cassette.Builder builder = Cassette.builder(file, model.url()).ignoreFields("request_id");
        try (Cassette cassette = builder.mode(CassetteMode.RECORD).build()) {
            post(cassette.url(), "/v1/chat", "{\"meta\": {\"request_id\": \"a\"}, \"prompt\": \"x\"}");
        }

        try (Cassette cassette = builder.mode(CassetteMode.REPLAY).build()) {
            String other = "{\"meta\": {\"request_id\": \"b\"}, \"prompt\": \"x\"}";
            assertThat(post(cassette.url(), "/v1/chat", other).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void off_isTheModelItself() {
        Cassette cassette = cassette(CassetteMode.OFF);

        assertThat(cassette.url()).isEqualTo(model.url());
        assertThat(Cassette.builder(file, URI.create("https://models/v1/"))
                        .mode(CassetteMode.OFF)
                        .build()
                        .url())
                .as("as in the other modes, a path can be appended")
                .hasToString("https://models/v1");
        cassette.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void record_whoseModelIsGone_failsAndLeavesTheFile() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            post(cassette.url(), "/v1/chat", ASK);
        }
        String before = Files.readString(file);
        model.close();

        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            assertThat(post(cassette.url(), "/v1/chat", ASK).statusCode()).isEqualTo(502);
            assertThatThrownBy(cassette::verify)
                    .hasMessageContaining("POST /v1/chat was not recorded, and the file stays as it was: " + model.url()
                            + " did not answer: ");
        }

        assertThat(file).hasContent(before);
    }

    @Test
    void record_ofACallThatIsRepeatedUntilItIsAnswered_isWhole() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.RECORD)) {
            assertThat(post(cassette.url(), "/flaky", ASK).statusCode()).isEqualTo(502);
            assertThat(post(cassette.url(), "/flaky", ASK).statusCode()).isEqualTo(200);
            assertThatCode(cassette::verify).doesNotThrowAnyException();
        }

        try (Cassette cassette = cassette(CassetteMode.REPLAY)) {
            assertThat(post(cassette.url(), "/flaky", ASK).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void replay_withoutACassette_namesTheRemedy() throws Exception {
        try (Cassette cassette = cassette(CassetteMode.REPLAY)) {
            assertThatThrownBy(cassette::url)
                    .isInstanceOf(CassetteException.class)
                    .hasMessageContaining("record one with -Dhoneyhive.cassette=record");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.openai.com",
                "ftp://models",
                "https://user:password@models",
                "https://models?key=x",
                "https:///v1",
                "file:/tmp"
            })
    void upstream_thatIsNoBaseUrl_isRefused(String url) {
        assertThatThrownBy(() -> Cassette.of(file, URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as https://api.openai.com");
    }

    @Test
    void mode_isReadFromItsName() {
        assertThat(CassetteMode.of(null, "x")).isEqualTo(CassetteMode.REPLAY);
        assertThat(CassetteMode.of(" Record ", "x")).isEqualTo(CassetteMode.RECORD);
        assertThatThrownBy(() -> CassetteMode.of("recrod", "the system property honeyhive.cassette"))
                .hasMessage("the system property honeyhive.cassette is \"recrod\", but must be record, replay or off");
    }

    private Cassette cassette(CassetteMode mode) {
        return Cassette.builder(file, model.url()).mode(mode).build();
    }

    private HttpResponse<String> upload(URI base, String boundary) throws Exception {
        String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhello\r\n--"
                + boundary + "--\r\n";
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/files"))
                .header("Content-Type", "multipart/form-data; boundary=\"" + boundary + "\"")
                .POST(HttpRequest.BodyPublishers.ofString(part))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI base, String path, String body) throws Exception {
        return send(base, path, body, KEY);
    }

    private HttpResponse<String> send(URI base, String path, String body, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
