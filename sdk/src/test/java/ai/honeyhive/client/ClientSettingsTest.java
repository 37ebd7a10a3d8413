// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
    private static final Duration STANDARD = Duration.ofMinutes(2);

    @Test
    void settings_everythingWrong_namesAllFaultsAndNeverTheKey() {
        assertThatThrownBy(() -> HoneyHiveClient.builder()
                        .apiKey("sécret key")
                        .serverUrl("ftp://x")
                        .timeout(Duration.ZERO)
                        .maxAttempts(0)
                        .build())
                .isInstanceOf(HoneyHiveConfigurationException.class)
                .hasMessageContaining("serverUrl \"ftp://x\"")
                .hasMessageContaining("apiKey holds a space")
                .hasMessageContaining("timeout PT0S")
                .hasMessageContaining("maxAttempts 0")
                .hasMessageNotContaining("sécret");
    }

    @Test
    void settings_noKeyForAServerElsewhere_saysWhatToDo() {
        assertThatThrownBy(() -> HoneyHiveClient.builder()
                        .serverUrl("https://example.com")
                        .build(name -> null))
                .isInstanceOf(HoneyHiveConfigurationException.class)
                .hasMessageContaining("apiKey is missing: call builder().apiKey(...) or set HH_API_KEY");
    }

    @Test
    void settings_fromEnvironment_fillWhatIsNotSet() {
        Map<String, String> environment =
                Map.of("HH_API_URL", " http://localhost:8080/ ", "HH_API_KEY", "k", "HH_API_TIMEOUT", "2.5");

        ClientSettings settings = ClientSettings.of(null, " ", null, 1, environment::get, STANDARD);

        assertThat(settings.serverUrl()).hasToString("http://localhost:8080");
        assertThat(settings.apiKey()).isEqualTo("k");
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(settings).asString().doesNotContain("apiKey");
    }

    @Test
    void settings_timeoutThatIsNoNumber_isNamed() {
        Map<String, String> environment = Map.of("HH_API_URL", "http://localhost:8080", "HH_API_TIMEOUT", "soon");

        assertThatThrownBy(() -> ClientSettings.of(null, null, null, 1, environment::get, STANDARD))
                .hasMessageContaining("HH_API_TIMEOUT=\"soon\" is no number of seconds");
    }
}
