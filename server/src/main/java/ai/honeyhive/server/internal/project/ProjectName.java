// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.project;

import java.util.Set;
import java.util.regex.Pattern;

/** Names of projects: each is the name of a folder or of a database schema as well, on every system. */
public final class ProjectName {
    /** Where requests go whose key names no other. */
    public static final String DEFAULT = "default";

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    /** Windows has devices of these names in every folder. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
            "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private ProjectName() {}

    public static boolean isValid(String name) {
        return VALID.matcher(name).matches() && !DEVICES.contains(name);
    }

    /**
     * The name itself.
     *
     * @throws IllegalArgumentException if no project can have it
     */
    public static String checked(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of a project: use up to 40 small"
                    + " letters, digits, '-' and '_', the first a letter or digit");
        }
        return name;
    }
}
