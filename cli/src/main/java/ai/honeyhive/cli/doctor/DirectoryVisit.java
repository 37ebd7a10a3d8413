// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.doctor;

import ai.honeyhive.server.DataDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks at a data directory, whether a server runs on it or not. */
public final class DirectoryVisit {
    private static final long LITTLE_SPACE = 1L << 30;
    private static final long NO_SPACE = 64L << 20;

    private DirectoryVisit() {}

    public static List<Finding> of(Path directory) {
        DataDirectory.Report report = DataDirectory.inspect(directory);
        List<Finding> findings = new ArrayList<>();
        if (!report.exists()) {
            return List.of(Finding.note("data", directory + " does not exist yet: hive serve makes it"));
        }
        findings.add(
                report.writable()
                        ? Finding.ok("data", directory + " can be written")
                        : Finding.wrong("data", directory + " cannot be written: give its owner the right to"));
        findings.add(disk(report.freeBytes()));
        report.user().ifPresent(user -> findings.add(Finding.ok("lock", "the data is in use by " + user)));
        for (DataDirectory.Database database : report.databases()) {
            String name = "database of project '" + database.project() + "'";
            findings.add(database.fault()
                    .map(fault -> Finding.wrong("schema", name + ": " + fault))
                    .orElseGet(() -> Finding.ok(
                            "schema",
                            name + ": version " + database.schema() + ", " + mebibytes(database.bytes()) + " MiB")));
        }
        findings.add(Finding.ok("keys", report.keys() + " good keys"));
        return findings;
    }

    private static Finding disk(long free) {
        String text = mebibytes(free) + " MiB are left on the disk";
        if (free < NO_SPACE) {
            return Finding.wrong("disk", text + ": the server refuses to work; make room");
        }
        return free < LITTLE_SPACE ? Finding.note("disk", text) : Finding.ok("disk", text);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes >> 20);
    }
}
