// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.Event;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** An event as one line for people. */
final class TailLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int MOST_CONTENT = 60;

    private TailLine() {}

    static String of(Event event) {
        StringBuilder line =
                new StringBuilder(event.startTime().map(TailLine::time).orElse("--:--:--"));
        line.append(String.format(
                Locale.ROOT,
                " %-7s %s",
                Terminals.cut(event.type().orElse(""), 7),
                Terminals.cut(event.name().orElse(""), 40)));
        event.duration()
                .ifPresent(duration -> line.append(String.format(Locale.ROOT, " %.3fs", duration.toNanos() / 1e9)));
        line.append(" [")
                .append(Terminals.cut(event.sessionId(), 8).replace("…", ""))
                .append(']');
        event.error()
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> line.append(" error: ").append(Terminals.cut(text, 2 * MOST_CONTENT)));
        append(line, " ", event.inputs());
        append(line, " -> ", event.outputs());
        return line.toString();
    }

    private static void append(StringBuilder line, String before, Map<String, Object> content) {
        if (!content.isEmpty()) {
            Object shown = content.size() == 1 ? content.values().iterator().next() : content;
            line.append(before).append(Terminals.cut(String.valueOf(shown), MOST_CONTENT));
        }
    }

    private static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }
}
