// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.project.KeyFile;
import ai.honeyhive.server.internal.store.sqlite.SqliteCopy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies a data directory that a server may be writing to. */
public final class DirectoryBackup {
    private static final long MIB = 1024 * 1024;
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private DirectoryBackup() {}

    /**
     * Makes the copy, which is there as a whole or not at all.
     *
     * @return how many bytes it has
     */
    public static long copy(Path directory, Path target) throws IOException {
        List<String> projects = DirectoryCheck.projects(directory);
        if (projects.isEmpty()) {
            throw new NoSuchFileException("there is no database in " + directory
                    + ": choose its folder. What is in PostgreSQL is copied by pg_dump.");
        }
        Path place = target.toAbsolutePath();
        if (Files.exists(place)) {
            throw new FileAlreadyExistsException(target + " exists: choose a name that is free");
        }
        checkSpace(directory, projects, place);
        Path partial = place.resolveSibling(place.getFileName() + ".partial");
        remove(partial);
        boolean done = false;
        try {
            long bytes = copyAll(directory, projects, partial);
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
            sync(place.getParent());
            done = true;
            return bytes;
        } finally {
            if (!done) { // a disk that it has filled is wanted by others
                remove(partial);
            }
        }
    }

    private static long copyAll(Path directory, List<String> projects, Path partial) throws IOException {
        long bytes = 0;
        for (String project : projects) {
            Path into = FileStores.place(partial, project);
            Files.createDirectories(into);
            bytes += SqliteCopy.make(FileStores.place(directory, project), into);
            sync(into);
        }
        Path keys = KeyFile.in(directory);
        if (Files.exists(keys)) {
            Files.copy(keys, KeyFile.in(partial), StandardCopyOption.COPY_ATTRIBUTES);
        }
        sync(partial);
        return bytes;
    }

    /** Before the copy takes the space that a server on the same disk needs. */
    private static void checkSpace(Path directory, List<String> projects, Path place) throws IOException {
        long needed = 0;
        for (String project : projects) {
            needed += SqliteCopy.size(FileStores.place(directory, project));
        }
        Path above = place.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null) {
            return;
        }
        long free = Files.getFileStore(above).getUsableSpace();
        if (free < needed) {
            throw new IOException("the copy needs " + mebibytes(needed) + " MiB, but where " + place + " is to be only "
                    + mebibytes(free) + " MiB are free: choose another disk");
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes + MIB - 1) / MIB;
    }

    /** Has names of new files survive a loss of power; where folders cannot be opened the system sees to that. */
    private static void sync(@Nullable Path folder) throws IOException {
        if (folder == null || WINDOWS) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What a copy that was broken off has left. */
    private static void remove(Path partial) throws IOException {
        if (!Files.exists(partial)) {
            return;
        }
        Files.walkFileTree(partial, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
