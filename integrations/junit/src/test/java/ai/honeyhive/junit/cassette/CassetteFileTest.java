// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CassetteFileTest {
    private static final String GOOD =
            "{\"request\": {\"method\": \"GET\", \"path\": \"/\", \"body\": {\"text\": \"\"}},"
                    + " \"response\": {\"status\": 200, \"headers\": {}, \"body\": {\"json\": {}}}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one line",
                "data: {\"a\": 1}\n\ndata: [DONE]\n\n",
                "windows\r\n\r\n",
                "{\"price\":0.10,\"tiny\":1E-9,\"deep\":{\"null\":null}}",
                "[]",
                "{not json",
                "{\"twice\":1,\"twice\":2}",
            })
    void body_writtenAndRead_isTheSame(String body) {
        assertThat(new String(kept(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo(body);
    }

    @Test
    void binaryBody_writtenAndRead_isTheSame() {
        byte[] audio = {(byte) 0xff, 0, (byte) 0xfe, 7};

        assertThat(kept(audio)).containsExactly(audio);
    }

    @Test
    void linesOfText_areLinesOfTheFile() throws Exception {
        kept("data: one\n\ndata: two\n".getBytes(StandardCharsets.UTF_8));

        assertThat(Files.readString(folder.resolve("c.json"))).contains("\"data: one\",\n", "\"data: two\",\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<<<<<<< HEAD                                        | line 1: Unexpected character",
                "{\"cassette\": 1, \"interactions\": [              | line 1: Unexpected end-of-input",
                "{\"cassette\": 2, \"interactions\": []}            | it is no cassette of version 1",
                "[]                                                  | it is no cassette of version 1",
                "{\"cassette\": 1, \"interactions\": [GOOD, {}]}     | interaction 2: its response has no status",
                "{\"cassette\": 1, \"interactions\": [GOOD, 7]}      | interaction 2: its response has no status",
            })
    void read_ofSomethingElse_saysWhatAndWhere(String content, String expected) throws Exception {
        Path file = Files.writeString(folder.resolve("c.json"), content.replace("GOOD", GOOD));

        assertThatThrownBy(() -> CassetteFile.read(file))
                .isInstanceOf(CassetteException.class)
                .hasMessageStartingWith("the cassette " + file + " cannot be used: ")
                .hasMessageContaining(expected)
                .hasMessageEndingWith("mend it, or record it anew with -Dhoneyhive.cassette=record");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"GET\"             | 7                      | its method is no text",
                "\"path\": \"/\",    |                        | its path is no text",
                "\"status\": 200     | \"status\": \"200 OK\" | its response has no status",
                "\"headers\": {}     | \"headers\": {\"a\":1} | its a is no text",
                "{\"json\": {}}      | {\"base64\": \"%\"}    | base64",
                "{\"json\": {}}      | {\"text\": [1]}        | a body is {\"json\": ...}",
                "{\"json\": {}}      | {}                     | a body is {\"json\": ...}",
                "{\"json\": {}}      | {\"json\":1,\"text\":\"\"} | a body is {\"json\": ...}",
            })
    void read_ofAnInteractionWithAFault_namesIt(String part, String instead, String expected) throws Exception {
        Path file = Files.writeString(
                folder.resolve("c.json"),
                "{\"cassette\": 1, \"interactions\": [" + GOOD.replace(part, instead == null ? "" : instead) + "]}");

        assertThatThrownBy(() -> CassetteFile.read(file))
                .isInstanceOf(CassetteException.class)
                .hasMessageContaining("interaction 1: ")
                .hasMessageContaining(expected);
    }

    @Test
    void read_ofOtherBytesThanText_saysSo() throws Exception {
        Path file = Files.write(folder.resolve("c.json"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> CassetteFile.read(file)).hasMessageContaining("it is not in UTF-8");
    }

    private byte[] kept(byte[] body) {
        Path file = folder.resolve("c.json");
        CassetteFile.write(
                file,
                List.of(new Interaction(
                        new RecordedRequest("POST", "/", Body.of(body)),
                        new RecordedResponse(200, Map.of("content-type", "x/y"), Body.of(body)))));
        Interaction read = CassetteFile.read(file).get(0);
        assertThat(read.request().body().bytes())
                .containsExactly(read.response().body().bytes());
        assertThat(read.response().headers()).isEqualTo(Map.of("content-type", "x/y"));
        return read.response().body().bytes();
    }
}
