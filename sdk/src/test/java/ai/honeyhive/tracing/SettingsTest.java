// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Settings settings(HoneyHiveTracerBuilder builder, Map<String, String> environment) {
        return Settings.of(builder, environment::get);
    }

    private static HoneyHiveTracerBuilder builder() {
        return new HoneyHiveTracerBuilder();
    }

    @Test
    void explicitValue_beatsEnvironmentBeatsDefault() {
        Map<String, String> environment = Map.of(
                "HH_API_KEY",
                "from-env",
                "HH_API_URL",
                "http://localhost:1234/",
                "HH_PROJECT",
                "p-env",
                "HH_SOURCE",
                " prod ");

        Settings fromEnvironment = settings(builder(), environment);
        Settings explicit =
                settings(builder().project("p").source("eval").serverUrl("https://hh.example"), environment);
        Settings defaults = settings(builder().apiKey("k"), Map.of());

        assertThat(fromEnvironment.serverUrl()).hasToString("http://localhost:1234");
        assertThat(fromEnvironment.apiKey()).isEqualTo("from-env");
        assertThat(fromEnvironment.project()).isEqualTo("p-env");
        assertThat(fromEnvironment.source()).isEqualTo("prod");
        assertThat(explicit.project()).isEqualTo("p");
        assertThat(explicit.source()).isEqualTo("eval");
        assertThat(explicit.serverUrl()).hasToString("https://hh.example");
        assertThat(defaults.serverUrl()).hasToString("https://api.dp1.us.honeyhive.ai");
        assertThat(defaults.source()).isEqualTo("dev");
        assertThat(defaults.project()).isNull();
    }

    @Test
    void missingKey_cloud_namesOptionAndRemedy() {
        assertThatThrownBy(() -> settings(builder(), Map.of()))
                .isInstanceOf(HoneyHiveConfigurationException.class)
                .hasMessageContaining("apiKey is missing")
                .hasMessageContaining("HH_API_KEY")
                .hasMessageContaining("HoneyHiveTracer.noop()");
    }

    @Test
    void missingKey_localServer_isFine() {
        assertThat(settings(builder(), Map.of("HH_API_URL", "http://127.0.0.1:8080"))
                        .apiKey())
                .isNull();
        assertThat(settings(builder().serverUrl("http://localhost:1"), Map.of()).apiKey())
                .isNull();
    }

    @Test
    void severalFaults_reportedTogetherWithoutTheKey() {
        assertThatThrownBy(() -> settings(
                        builder()
                                .apiKey("secret key")
                                .serverUrl("localhost:8080")
                                .sessionId("7"),
                        Map.of("HH_TEST_MODE", "maybe")))
                .hasMessageContaining("serverUrl \"localhost:8080\"")
                .hasMessageContaining("sessionId \"7\" is not a UUID")
                .hasMessageContaining("apiKey holds a space")
                .hasMessageContaining("HH_TEST_MODE=\"maybe\"")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void wrongUrls_refused() {
        for (String url : new String[] {
            "ftp://host",
            "http://",
            "http://host:99999",
            "http://user:secret@host",
            "http://host?x=1",
            "http://ho st",
            "::"
        }) {
            assertThatThrownBy(() -> settings(builder().apiKey("k").serverUrl(url), Map.of()))
                    .as(url)
                    .isInstanceOf(HoneyHiveConfigurationException.class)
                    .hasMessageContaining("serverUrl")
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void sessionId_upperCase_becomesCanonical() {
        String id = "7C1E09B4-52AA-4F0E-9D1C-8A3F6E12D077";

        assertThat(settings(builder().apiKey("k").sessionId(id), Map.of())
                        .ownSession()
                        .id())
                .isEqualTo("7c1e09b4-52aa-4f0e-9d1c-8a3f6e12d077");
    }
}
