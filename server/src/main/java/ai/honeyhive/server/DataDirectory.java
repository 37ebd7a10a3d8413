// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import ai.honeyhive.server.internal.DirectoryBackup;
import ai.honeyhive.server.internal.DirectoryCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be said of a data directory, and done with it, without starting a server on it. */
public final class DataDirectory {
    private DataDirectory() {}

    /**
     * What a look at a directory has shown.
     *
     * @param exists whether it is there; if not, nothing else means anything
     * @param freeBytes what is left on its disk
     * @param user the server that works on it now
     * @param keys how many keys are good
     */
    public record Report(
            boolean exists,
            boolean writable,
            long freeBytes,
            Optional<String> user,
            List<Database> databases,
            long keys) {}

    /**
     * One database file.
     *
     * @param schema the version of its schema
     * @param fault why a server could not work with it
     */
    public record Database(String project, long bytes, String schema, Optional<String> fault) {}

    /** Looks at a directory, which a server may be using; changes nothing in it. */
    public static Report inspect(Path directory) {
        return DirectoryCheck.of(directory).report(Report::new, Database::new);
    }

    /**
     * Copies a directory with all its projects and keys, which a server may be using. The copy is a data directory itself;
     * of each project it has what was stored when its copy began.
     *
     * @param target must not exist; it is made as a whole or not at all
     * @return how many bytes the copied databases have
     * @throws IOException if there is no database in the directory, the target exists, or the copy fails
     */
    public static long backup(Path directory, Path target) throws IOException {
        return DirectoryBackup.copy(directory, target);
    }
}
