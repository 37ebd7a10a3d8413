// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import ai.honeyhive.server.internal.DirectoryCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be said of a data directory without starting a server on it. */
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
}
