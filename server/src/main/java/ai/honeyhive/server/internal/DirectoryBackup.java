// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.project.KeyFile;
import ai.honeyhive.server.internal.store.sqlite.SqliteCopy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Copies a data directory that a server may be writing to. */
public final class DirectoryBackup {
    private DirectoryBackup() {}

    /**
     * Makes the copy, which is there as a whole or not at all.
     *
     * @return how many bytes it has
     */
    public static long copy(Path directory, Path target) throws IOException {
        List<String> projects = DirectoryCheck.projects(directory);
        if (projects.isEmpty()) {
            throw new NoSuchFileException("there is no database in " + directory + ": choose its folder");
        }
        Path place = target.toAbsolutePath();
        if (Files.exists(place)) {
            throw new FileAlreadyExistsException(target + " exists: choose a name that is free");
        }
        Path partial = place.resolveSibling(place.getFileName() + ".partial");
        remove(partial);
        long bytes = 0;
        for (String project : projects) {
            Path into = FileStores.place(partial, project);
            Files.createDirectories(into);
            bytes += SqliteCopy.make(FileStores.place(directory, project), into);
        }
        Path keys = KeyFile.in(directory);
        if (Files.exists(keys)) {
            Files.copy(keys, KeyFile.in(partial), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        return bytes;
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
