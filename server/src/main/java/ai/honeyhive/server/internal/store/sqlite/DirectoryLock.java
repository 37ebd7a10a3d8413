// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a data directory for one server; the operating system lets go of it however the process ends. */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE_NAME = "server.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock; empty if another server has it. */
    static Optional<DirectoryLock> take(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(FILE_NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        // Written for the message of the next one who comes.
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)), 0);
        return Optional.of(new DirectoryLock(channel));
    }

    /** Who holds the lock, for a message. */
    static String holder(Path directory) {
        try {
            String pid = Files.readString(directory.resolve(FILE_NAME)).strip();
            return pid.isEmpty() ? "another server process" : "the server process with id " + pid;
        } catch (IOException e) { // Windows does not let others read a locked file
            return "another server process";
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // held by another server of this very process
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
