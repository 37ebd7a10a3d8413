// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final int MIB = 1024 * 1024;

    private static List<LineReader.Line> lines(byte[] bytes) throws IOException {
        List<LineReader.Line> lines = new ArrayList<>();
        try (var reader = new LineReader(new ByteArrayInputStream(bytes), MIB)) {
            for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void lines_ofAnySystem_areReadWithoutTheirEnds() throws IOException {
        assertThat(lines("\uFEFFé\r\n\n{}".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        new LineReader.Line(1, "é", null),
                        new LineReader.Line(2, "", null),
                        new LineReader.Line(3, "{}", null));
        assertThat(lines(new byte[0])).isEmpty();
    }

    @Test
    void line_thatIsNoUtf8OrTooLong_isNamedAndTheNextIsRead() throws IOException {
        byte[] bytes =
                ("a\nb\n" + "x".repeat(MIB + 1) + "\n" + "y".repeat(MIB) + "\n").getBytes(StandardCharsets.UTF_8);
        bytes[2] = (byte) 0xff;

        assertThat(lines(bytes))
                .containsExactly(
                        new LineReader.Line(1, "a", null),
                        new LineReader.Line(2, "", "not UTF-8"),
                        new LineReader.Line(3, "", "longer than 1 MiB"),
                        new LineReader.Line(4, "y".repeat(MIB), null));
    }
}
