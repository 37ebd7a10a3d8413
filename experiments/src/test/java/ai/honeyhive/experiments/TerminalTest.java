// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static Terminal terminal(boolean tty, Map<String, String> environment) {
        return Terminal.of(tty, environment::get, () -> 90);
    }

    @Test
    void of_terminal_isInteractiveWithItsWidth() {
        assertThat(terminal(true, Map.of())).isEqualTo(new Terminal(true, true, 90));
        assertThat(terminal(true, Map.of("COLUMNS", "70"))).isEqualTo(new Terminal(true, true, 70));
        assertThat(terminal(true, Map.of("COLUMNS", "5"))).isEqualTo(new Terminal(true, true, 60));
    }

    @Test
    void of_environmentSaysNo_isHeard() {
        assertThat(terminal(true, Map.of("NO_COLOR", "1")).colours()).isFalse();
        assertThat(terminal(true, Map.of("NO_COLOR", "1")).interactive()).isTrue();
        assertThat(terminal(true, Map.of("CI", "true")).interactive()).isFalse();
        assertThat(terminal(true, Map.of("TERM", "dumb")).interactive()).isFalse();
    }

    @Test
    void of_noTerminal_isPlain() {
        assertThat(terminal(false, Map.of())).isEqualTo(new Terminal(false, false, 120));
        assertThat(Terminal.of(new PrintStream(new ByteArrayOutputStream())).interactive())
                .isFalse();
    }

    @Test
    void progress_onATerminal_drawsABarOverItself() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RunConsole console =
                RunConsole.of(new PrintStream(bytes, true, StandardCharsets.UTF_8), new Terminal(true, false, 80));

        try (RunProgress progress = console.progress("bar", 2)) {
            RowProgress row = new RowProgress(new RowSlot(0, Datapoint.of(Map.of()), 0), "s", Instant.EPOCH);
            progress.rowEnded(new Row(row));
            progress.rowEnded(new Row(row));
        }

        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("\r").contains("100%").contains("2/2").doesNotContain("\u001b");
    }

    @Test
    void seconds_anyDuration_readsWell() {
        assertThat(ProgressLines.seconds(Duration.ofMillis(340))).isEqualTo("0.3 s");
        assertThat(ProgressLines.seconds(Duration.ofMillis(12_400))).isEqualTo("12 s");
        assertThat(ProgressLines.seconds(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    }
}
