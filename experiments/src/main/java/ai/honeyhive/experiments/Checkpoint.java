// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a run that have ended, in a file that only grows: a line that says what run it is, then a line a row, synced
 * before the row counts as finished. What a killed process left half written is cut off. Thread-safe; one process at a time.
 */
final class Checkpoint implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final Map<RowSlot.Key, Map<String, Object>> restored;
    private @Nullable IOException failure; // guarded by this

    private Checkpoint(Path file, FileChannel channel, FileLock lock, Map<RowSlot.Key, Map<String, Object>> restored) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.restored = restored;
    }

    /**
     * Opens the file of a plan's run: a new one, or the one there is if the run is resumed.
     *
     * @throws ExperimentException if there is one and the run is not resumed, or none and it is, or it is of another dataset,
     *     task or set of evaluators, or another process works on it, or the disk fails
     */
    static Checkpoint open(RunPlan<?> plan, Path directory) {
        Path file = directory.resolve(URLEncoder.encode(plan.runId(), StandardCharsets.UTF_8) + ".jsonl");
        boolean resume = plan.options().resume();
        boolean exists = Files.exists(file);
        if (resume && !exists) {
            throw new ExperimentException("run " + plan.runId() + " cannot be resumed: there is no checkpoint " + file);
        }
        if (!resume && exists) {
            throw new ExperimentException("run " + plan.runId() + " was begun before: there is a checkpoint " + file
                    + ". Go on with it by resume(\"" + plan.runId() + "\"), choose another run id, or delete the file");
        }
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = locked(plan, channel);
            Map<RowSlot.Key, Map<String, Object>> rows = resume ? read(plan, channel) : begin(plan, channel);
            return new Checkpoint(file, channel, lock, rows);
        } catch (IOException e) {
            close(channel, e);
            throw new ExperimentException("the checkpoint " + file + " cannot be used: " + e, e);
        } catch (ExperimentException e) {
            close(channel, e);
            throw e;
        }
    }

    private static void close(@Nullable FileChannel channel, Exception cause) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static FileLock locked(RunPlan<?> plan, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) { // this very process
            lock = null;
        }
        if (lock == null) {
            throw new ExperimentException("run " + plan.runId() + " is under way, here or in another process");
        }
        return lock;
    }

    private static Map<RowSlot.Key, Map<String, Object>> begin(RunPlan<?> plan, FileChannel channel)
            throws IOException {
        append(channel, CheckpointLine.header(plan) + "\n");
        channel.force(true);
        return Map.of();
    }

    private static Map<RowSlot.Key, Map<String, Object>> read(RunPlan<?> plan, FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (content.hasRemaining() && channel.read(content) >= 0) {
            // until the end
        }
        String text = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        List<String> lines = whole.lines().toList();
        if (lines.isEmpty()) { // killed before it had begun
            return begin(plan, channel);
        }
        CheckpointLine.check(plan, lines.get(0));
        Map<RowSlot.Key, Map<String, Object>> rows = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, Object> row = CheckpointLine.read(line);
            rows.put(CheckpointLine.key(row), row);
        }
        return rows;
    }

    /** Returns the row of a slot, if it ended before. */
    Optional<Row> restored(RowSlot slot) {
        Map<String, Object> line = restored.get(slot.key());
        return line == null ? Optional.empty() : Optional.of(CheckpointLine.row(slot, line));
    }

    /** Writes rows down; when this returns they are on the disk, or {@link #problem()} says why not. */
    synchronized void write(List<Row> rows) {
        if (failure != null || !channel.isOpen()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Row row : rows) {
            if (row.status() != RowStatus.CANCELLED) {
                lines.append(CheckpointLine.of(row)).append('\n');
            }
        }
        try {
            append(channel, lines.toString());
            channel.force(false);
        } catch (IOException e) {
            failure = e;
        }
    }

    private static void append(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    synchronized Optional<String> problem() {
        return failure == null
                ? Optional.empty()
                : Optional.of(
                        "the checkpoint " + file + " is incomplete, so the run cannot be resumed as it is: " + failure);
    }

    @Override
    public synchronized void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            if (failure == null) {
                failure = e;
            }
        }
    }
}
