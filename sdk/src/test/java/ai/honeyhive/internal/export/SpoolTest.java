// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final long ROOM = 1 << 20;

    @TempDir
    Path folder;

    private static Request request(String body) {
        return new Request("PUT", "/events", Map.of(), body.getBytes(StandardCharsets.UTF_8), 1);
    }

    private static List<String> drain(Spool spool) throws IOException {
        List<String> bodies = new ArrayList<>();
        for (String name = spool.oldest(); name != null; name = spool.oldest()) {
            bodies.add(new String(spool.read(name).body(), StandardCharsets.UTF_8));
            spool.remove(name);
        }
        return bodies;
    }

    @Test
    void order_isThatOfWriting_evenWhenTheClockGoesBack() throws IOException {
        Spool before = Spool.open(folder, ROOM);
        String name = Objects.requireNonNull(before.write(request("of tomorrow")));
        before.close();
        long tomorrow = System.currentTimeMillis() + 86_400_000;
        Files.move(
                folder.resolve("0").resolve(name),
                folder.resolve("0").resolve("%016d-000000.request".formatted(tomorrow)));

        Spool after = Spool.open(folder, ROOM);
        for (int i = 0; i < 50; i++) {
            after.write(request("later " + i));
        }

        List<String> bodies = drain(after);
        assertThat(bodies)
                .hasSize(51)
                .startsWith("of tomorrow", "later 0", "later 1")
                .endsWith("later 49");
        assertThat(after.bytes()).isZero();
        after.close();
    }

    @Test
    void filesOfTwoDeadProcesses_withTheSameName_bothSurvive() throws IOException {
        Spool one = Spool.open(folder, ROOM);
        Spool two = Spool.open(folder, ROOM);
        one.write(request("one"));
        two.write(request("two"));
        one.close();
        two.close();
        for (String own : List.of("0", "1")) {
            try (Stream<Path> files = Files.list(folder.resolve(own))) {
                Path file = files.filter(entry -> entry.toString().endsWith(".request"))
                        .findFirst()
                        .orElseThrow();
                Files.move(file, file.resolveSibling("0001700000000000-000000.request"));
            }
        }

        Spool heir = Spool.open(folder, ROOM);

        assertThat(drain(heir)).containsExactly("one", "two");
        heir.close();
    }

    @Test
    void folderThatVanished_isMadeAgain() throws IOException {
        Spool spool = Spool.open(folder.resolve("deep"), ROOM);
        try (Stream<Path> files = Files.walk(folder.resolve("deep"))) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }

        spool.write(request("kept"));

        assertThat(drain(spool)).containsExactly("kept");
        spool.close();
    }

    @Test
    void full_takesNoMore_andTakesAgainWhenThereIsRoom() throws IOException {
        Spool spool = Spool.open(folder, 500);
        String first = Objects.requireNonNull(spool.write(request("x".repeat(300))));

        assertThat(spool.write(request("x".repeat(300)))).isNull();

        spool.remove(first);
        assertThat(spool.write(request("x".repeat(300)))).isNotNull();
        spool.close();
    }
}
