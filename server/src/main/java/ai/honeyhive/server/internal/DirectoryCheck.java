// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.project.KeyFile;
import ai.honeyhive.server.internal.project.ProjectName;
import ai.honeyhive.server.internal.store.sqlite.SqliteCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a data directory from outside. */
public record DirectoryCheck(
        boolean exists,
        boolean writable,
        long freeBytes,
        Optional<String> user,
        List<SqliteCheck> databases,
        List<String> projects,
        long keys) {

    /** How a caller sees the whole. */
    @FunctionalInterface
    public interface ReportMaker<R, D> {
        R make(boolean exists, boolean writable, long freeBytes, Optional<String> user, List<D> databases, long keys);
    }

    /** How a caller sees a database. */
    @FunctionalInterface
    public interface DatabaseMaker<D> {
        D make(String project, long bytes, String schema, Optional<String> fault);
    }

    public static DirectoryCheck of(Path directory) {
        if (!Files.isDirectory(directory)) {
            return new DirectoryCheck(false, false, 0, Optional.empty(), List.of(), List.of(), 0);
        }
        List<String> projects = projects(directory);
        return new DirectoryCheck(
                true,
                Files.isWritable(directory),
                free(directory),
                SqliteCheck.user(directory),
                projects.stream()
                        .map(project -> SqliteCheck.of(FileStores.place(directory, project)))
                        .toList(),
                projects,
                new KeyFile(directory)
                        .read().stream().filter(key -> key.revokedAt() == null).count());
    }

    /** The same in a caller's own types. */
    public <R, D> R report(ReportMaker<R, D> whole, DatabaseMaker<D> part) {
        List<D> parts = new ArrayList<>();
        for (int i = 0; i < databases.size(); i++) {
            SqliteCheck database = databases.get(i);
            parts.add(part.make(projects.get(i), database.bytes(), database.schema(), database.fault()));
        }
        return whole.make(exists, writable, freeBytes, user, parts, keys);
    }

    static List<String> projects(Path directory) {
        List<String> projects = new ArrayList<>();
        if (SqliteCheck.isThere(directory)) {
            projects.add(ProjectName.DEFAULT);
        }
        Path others = directory.resolve(FileStores.PROJECTS);
        if (Files.isDirectory(others)) {
            try (Stream<Path> folders = Files.list(others)) {
                folders.filter(SqliteCheck::isThere)
                        .map(folder -> String.valueOf(folder.getFileName()))
                        .sorted()
                        .forEach(projects::add);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the projects in " + directory + " cannot be listed", e);
            }
        }
        return projects;
    }

    private static long free(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the disk of " + directory + " cannot be asked for its space", e);
        }
    }
}
