// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.List;

/**
 * Opens the stores of projects: a database file each, or a schema each, or whatever a kind of database keeps apart by.
 * What one project's store holds is never seen through that of another.
 */
@FunctionalInterface
public interface StoreOpener {
    /**
     * Opens the store of a project, making it where it is missing; asked for once a project.
     *
     * @param project a valid project name
     * @throws DirectoryLockedException if another server has it
     * @throws StoreException if it cannot be used
     */
    Store open(String project);

    /**
     * The projects that have something stored, as far as can be told without opening them.
     *
     * @throws StoreException if they cannot be listed
     */
    default List<String> known() {
        return List.of();
    }
}
