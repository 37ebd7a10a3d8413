// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrubberTest {
    private static final String KEY = "my-own-key-format";

    private final Scrubber scrubber = new Scrubber(List.of(Pattern.compile("customer-\\d+")), List.of("request_id"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in a query     | /v1?key=SECRET&page=2             |                                      | /v1?key=[scrubbed]&page=2",
                "signed URL     | /v1?X-Amz-Signature=SECRET        |                                      | /v1?X-Amz-Signature=[scrubbed]",
                "in a path      | /v1/my-own-key-format/x           |                                      | /v1/[scrubbed]/x",
                "field          | /                                 | {\"apiKey\":\"SECRET\",\"n\":1.10}   | {\"apiKey\":\"[scrubbed]\",\"n\":1.10}",
                "deep field     | /                                 | {\"a\":[{\"client_secret\":\"x\"}]}  | {\"a\":[{\"client_secret\":\"[scrubbed]\"}]}",
                "schema stays   | /                                 | {\"password\":{\"type\":\"string\"}} | {\"password\":{\"type\":\"string\"}}",
                "token stays    | /                                 | {\"token\":\"Li\",\"key\":\"c\"}     | {\"token\":\"Li\",\"key\":\"c\"}",
                "header's value | /                                 | {\"q\":\"is it my-own-key-format?\"} | {\"q\":\"is it [scrubbed]?\"}",
                "pattern        | /                                 | {\"q\":\"customer-4711\"}            | {\"q\":\"[scrubbed]\"}",
                "vendor's key   | /                                 | say sk-abcdefghijklmnopqrstuvwxyz    | say [masked: api_key]",
                "form           | /                                 | grant=x&refresh_token=SECRET         | grant=x&refresh_token=[scrubbed]",
                "event stream   | /                                 | data: {\"id_token\":\"SECRET\"}      | data: {\"id_token\":\"[scrubbed]\"}",
                "untouched event| /                                 | data:  {\"a\" : 1}                   | data:  {\"a\" : 1}",
                "ignored        | /                                 | {\"request_id\":\"7\",\"q\":1}       | {\"q\":1}",
            })
    void scrub_ofARequest(String what, String path, String body, String expected) {
        RecordedRequest request =
                scrubber.scrub(call(path, body == null ? "" : body, "Authorization", "Bearer " + KEY));

        assertThat(path.equals("/") ? text(request.body()) : request.path())
                .as(what)
                .isEqualTo(expected);
    }

    @Test
    void scrub_secretsThatBeginAlike_areHiddenWhole() {
        scrubber.scrub(call("/", "", "X-Api-Key", "abcdefghijkl"));

        RecordedRequest request = scrubber.scrub(call("/", "it is abcdefghijklmnop", "X-Api-Key", "abcdefghijklmnop"));

        assertThat(text(request.body())).isEqualTo("it is [scrubbed]");
    }

    @Test
    void scrub_eachCookie_isASecretOfItsOwn() {
        RecordedRequest request =
                scrubber.scrub(call("/", "was qwertzuiopas", "Cookie", "theme=dark; sid=qwertzuiopas"));

        assertThat(text(request.body())).isEqualTo("was [scrubbed]");
    }

    @Test
    void scrub_standInsForKeys_takeNoWordsOutOfTexts() {
        RecordedRequest request = scrubber.scrub(call("/", "what is ollama?", "Authorization", "Bearer ollama"));

        assertThat(text(request.body())).isEqualTo("what is ollama?");
    }

    @Test
    void scrub_ofAnAnswer_hidesWhatTheCallHeld() {
        scrubber.scrub(call("/v1?key=from-the-query", "", "Authorization", "Bearer " + KEY));
        String echo = "{\"error\": \"no such key: " + KEY + ", from-the-query\"}";

        RecordedResponse response =
                scrubber.scrub(new RecordedResponse(401, Map.of(), Body.of(echo.getBytes(StandardCharsets.UTF_8))));

        assertThat(text(response.body())).isEqualTo("{\"error\":\"no such key: [scrubbed], [scrubbed]\"}");
    }

    @Test
    void scrub_ofBytes_hidesSecretsAndKeepsTheRest() {
        byte[] audio = ("\u00ff\u00fe" + KEY + "\u0000").getBytes(StandardCharsets.ISO_8859_1);

        RecordedRequest request = scrubber.scrub(new Call("POST", "/", Map.of("Authorization", List.of(KEY)), audio));

        assertThat(new String(request.body().bytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo("\u00ff\u00fe[scrubbed]\u0000");
    }

    private static Call call(String path, String body, String header, String value) {
        return new Call("POST", path, Map.of(header, List.of(value)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Body body) {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
