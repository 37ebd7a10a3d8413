// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the SDK logs, debug included, while this is open: System.Logger writes to java.util.logging by default. */
public final class CapturedLog implements AutoCloseable {
    private static final Logger SDK = Logger.getLogger("ai.honeyhive");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Level levelBefore = SDK.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public CapturedLog() {
        handler.setLevel(Level.ALL);
        SDK.setLevel(Level.ALL);
        SDK.addHandler(handler);
    }

    /** Returns the messages of debug level, as they are printed. */
    public List<String> debug() {
        return messages(Level.FINE);
    }

    /** Returns the warnings, as they are printed. */
    public List<String> warnings() {
        return messages(Level.WARNING);
    }

    /** Returns all messages, as they are printed. */
    public List<String> all() {
        return records.stream().map(new SimpleFormatter()::formatMessage).toList();
    }

    @Override
    public void close() {
        SDK.removeHandler(handler);
        SDK.setLevel(levelBefore);
    }

    private List<String> messages(Level level) {
        return records.stream()
                .filter(logged -> logged.getLevel().equals(level))
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }
}
