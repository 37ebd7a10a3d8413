// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.junit.Launch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A cassette as an extension, whose life is that of all classes that share it. */
class CassetteExtensionIT {
    @TempDir
    Path folder;

    @Test
    void oneCassetteOfNestedAndInheritingClasses_recordsAndReplaysAll() throws Exception {
        Path file = folder.resolve("shared.json");
        try (FakeModel model = new FakeModel()) {
            Base.cassette = Cassette.builder(file, model.url())
                    .mode(CassetteMode.RECORD)
                    .build();
            assertThat(Launch.run(First.class, Second.class)).allMatch(result -> result.startsWith("[SUCCESSFUL]"));
            Base.cassette = Cassette.builder(file, model.url())
                    .mode(CassetteMode.REPLAY)
                    .build();
        }
        assertThat(Files.readString(file)).contains("\"one\"", "\"two\"", "\"three\"", "\"four\"");

        assertThat(Launch.run(First.class, Second.class))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(result -> result.startsWith("[SUCCESSFUL]"));
        assertThat(Launch.run(First.class)).as("again").allMatch(result -> result.startsWith("[SUCCESSFUL]"));
    }

    @Test
    void cassetteOfOneTest_isRefused() {
        List<String> results = Launch.run(InAnInstance.class);

        assertThat(results)
                .filteredOn(result -> result.startsWith("[FAILED]"))
                .singleElement()
                .asString()
                .contains("the cassette none.json has to be in a static field");
    }

    abstract static class Base {
        @RegisterExtension
        static Cassette cassette;

        static void ask(String text) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(cassette.url())
                    .POST(HttpRequest.BodyPublishers.ofString(text))
                    .build();
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    static class First extends Base {
        @Test
        void one() throws Exception {
            ask("one");
        }

        @Nested
        class Inner {
            @Test
            void two() throws Exception {
                ask("two");
            }
        }

        @Nested
        class Other {
            @Test
            void three() throws Exception {
                ask("three");
            }
        }
    }

    static class Second extends Base {
        @Test
        void four() throws Exception {
            ask("four");
        }
    }

    static class InAnInstance {
        @RegisterExtension
        final Cassette cassette = Cassette.of(Path.of("none.json"), URI.create("http://127.0.0.1:1"));

        @Test
        void any() {}
    }
}
