// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The server-sent events of a server, over one connection after the other: each goes on where the last broke off. */
final class TailStream implements AutoCloseable {
    /** The server says every 15 seconds that it is still there. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(50);

    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final RunningServer.Connection connection;
    private final String path;
    private final Listener listener;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "honeyhive-tail-watch");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable String lastId;

    TailStream(RunningServer.Connection connection, String path, Listener listener) {
        this.connection = connection;
        this.path = path;
        this.listener = listener;
    }

    /** Who is told what comes. */
    interface Listener {
        /** Takes a message; false if nothing more is wanted. */
        boolean message(String event, String data) throws InterruptedException;

        /** Hears that the connection is lost and will be made again. */
        void lost(String why);
    }

    /** Listens until the listener wants nothing more; a connection that was never made fails. */
    void listen() throws IOException, InterruptedException {
        boolean wanted = once(connection.send(path, request -> request));
        long pause = FIRST_PAUSE_MILLIS;
        while (wanted) {
            Thread.sleep(pause);
            try {
                String known = lastId;
                InputStream body = connection.send(
                        path, request -> known == null ? request : request.header("Last-Event-ID", known));
                pause = FIRST_PAUSE_MILLIS;
                wanted = once(body);
            } catch (IOException | CommandFailure e) {
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    /** Reads one connection to its end; false if nothing more is wanted. */
    private boolean once(InputStream body) throws InterruptedException {
        AtomicLong heard = new AtomicLong(System.nanoTime());
        var watching = watch.scheduleWithFixedDelay(
                () -> {
                    if (System.nanoTime() - heard.get() > SILENCE_NANOS) {
                        closeQuietly(body); // which ends the read below
                    }
                },
                5,
                5,
                TimeUnit.SECONDS);
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String event = "message";
            String id = null;
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.set(System.nanoTime());
                if (line.isEmpty()) {
                    if (data.length() > 0 && !listener.message(event, data.toString())) {
                        return false;
                    }
                    lastId = id == null ? lastId : id; // only what was worked through counts as had
                    event = "message";
                    id = null;
                    data.setLength(0);
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                }
            }
            listener.lost("the server has ended the connection");
        } catch (IOException e) {
            listener.lost(String.valueOf(e.getMessage()));
        } finally {
            watching.cancel(false);
        }
        return true;
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // ends the watch of a connection that is over anyway
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
