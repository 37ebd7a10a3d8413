// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Requests that wait on disk, oldest first, bounded in bytes. A file is complete or does not exist: written, synced, then
 * renamed. Each process has its own folder; what a dead one left is taken over. Thread-safe.
 *
 * <pre>
 *   folder/0/lock
 *   folder/0/0001700000000000-000001.request      one line of JSON about the request, then its body
 * </pre>
 */
public final class Spool {
    private static final Logger LOG = System.getLogger(Spool.class.getName());
    private static final String SUFFIX = ".request";
    private static final int MOST_PROCESSES = 1_000;

    private final Path folder;
    private final FileChannel lock;
    private final long maxBytes;
    private final TreeMap<String, Long> files = new TreeMap<>(); // sizes by name; guarded by this
    private long bytes; // guarded by this
    private long lastStamp; // milliseconds, guarded by this; never goes back, whatever the clock does

    private Spool(Path folder, FileChannel lock, long maxBytes) {
        this.folder = folder;
        this.lock = lock;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens a folder of this process below {@code parent} and takes over what dead processes left there.
     *
     * @throws IOException if the folder cannot be made or written
     */
    public static Spool open(Path parent, long maxBytes) throws IOException {
        Files.createDirectories(parent);
        Spool own = null;
        for (int i = 0; i < MOST_PROCESSES; i++) {
            Path folder = parent.resolve(Integer.toString(i));
            if (own != null && !Files.isDirectory(folder)) {
                break;
            }
            Files.createDirectories(folder);
            FileChannel channel = lock(folder);
            if (channel == null) {
                continue; // of a living process
            }
            if (own == null) {
                own = new Spool(folder, channel, maxBytes);
                own.adopt(folder);
            } else {
                try (channel) {
                    own.adopt(folder);
                }
            }
        }
        if (own == null) {
            throw new IOException(parent + " is in use by " + MOST_PROCESSES + " processes");
        }
        return own;
    }

    /** Writes a request and returns its name; null when there is no room. */
    @Nullable String write(Request request) throws IOException {
        return uninterrupted(() -> writeFile(request));
    }

    private synchronized @Nullable String writeFile(Request request) throws IOException {
        byte[] content = encode(request);
        if (bytes + content.length > maxBytes) {
            return null;
        }
        lastStamp = Math.max(System.currentTimeMillis(), lastStamp + 1);
        String name = name(lastStamp);
        Path file = folder.resolve(name);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder); // somebody tidied up
        }
        Path unfinished = folder.resolve(name + ".unfinished");
        try (FileChannel channel =
                FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
        files.put(name, (long) content.length);
        bytes += content.length;
        return name;
    }

    private static String name(long stamp) {
        return String.format(Locale.ROOT, "%016d-000000%s", stamp, SUFFIX);
    }

    synchronized boolean isEmpty() {
        return files.isEmpty();
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized @Nullable String oldest() {
        return files.isEmpty() ? null : files.firstKey();
    }

    Request read(String name) throws IOException {
        return Objects.requireNonNull(uninterrupted(() -> decode(Files.readAllBytes(folder.resolve(name)))));
    }

    synchronized void remove(String name) {
        Long size = files.remove(name);
        if (size != null) {
            bytes -= size;
        }
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) { // sent twice at worst, which the server recognises by the ids
            LOG.log(Level.WARNING, "cannot delete " + folder.resolve(name), e);
        }
    }

    void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot close the lock of " + folder, e);
        }
    }

    private interface FileWork<T> {
        @Nullable T run() throws IOException;
    }

    /**
     * A file channel closes itself in an interrupted thread, and interrupting is how closing the tracer finds the threads
     * that come here: the work is done all the same, and the interrupt kept for later.
     */
    private static <T> @Nullable T uninterrupted(FileWork<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException e) {
                    Thread.interrupted();
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static @Nullable FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // of another tracer in this process
        }
        if (held == null) {
            channel.close();
            return null;
        }
        return channel;
    }

    private synchronized void adopt(Path from) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    long stamp = stamp(name);
                    String own = name;
                    if (!from.equals(folder)) {
                        while (Files.exists(folder.resolve(own))) {
                            own = name(++stamp); // of the very same millisecond: behind it
                        }
                        Files.move(entry, folder.resolve(own), StandardCopyOption.ATOMIC_MOVE);
                    }
                    lastStamp = Math.max(lastStamp, stamp);
                    long size = Files.size(folder.resolve(own));
                    files.put(own, size);
                    bytes += size;
                } else if (name.endsWith(".unfinished")) {
                    Files.delete(entry); // never acknowledged to anybody
                }
            }
        }
    }

    /** Returns when a file was written by its name; 0 for a name that we did not give. */
    private static long stamp(String name) {
        try {
            return Long.parseLong(name.substring(0, Math.max(name.indexOf('-'), 0)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void syncFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) { // not every file system lets a folder be opened
            LOG.log(Level.DEBUG, "cannot sync " + folder, e);
        }
    }

    private static byte[] encode(Request request) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("method", request.method());
        about.put("path", request.path());
        about.put("headers", request.headers());
        about.put("count", request.count());
        ByteArrayOutputStream content = new ByteArrayOutputStream(request.body().length + 256);
        content.writeBytes(Json.write(about));
        content.write('\n');
        content.writeBytes(request.body());
        return content.toByteArray();
    }

    private static Request decode(byte[] content) throws IOException {
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        try {
            Map<String, Object> about = Json.read(Arrays.copyOf(content, end));
            Map<String, String> headers = new HashMap<>();
            if (about.get("headers") instanceof Map<?, ?> map) {
                map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
            }
            if (about.get("method") instanceof String method
                    && about.get("path") instanceof String path
                    && about.get("count") instanceof Integer count
                    && end < content.length) {
                return new Request(method, path, headers, Arrays.copyOfRange(content, end + 1, content.length), count);
            }
        } catch (JacksonException e) {
            throw new IOException("not a spooled request", e);
        }
        throw new IOException(
                "not a spooled request: " + new String(content, 0, Math.min(end, 80), StandardCharsets.UTF_8));
    }
}
