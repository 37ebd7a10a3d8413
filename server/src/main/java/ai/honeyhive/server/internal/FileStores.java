// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.project.ProjectName;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreOpener;
import ai.honeyhive.server.internal.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/** A database file a project: that of the default project in the data directory itself, the others in folders below. */
record FileStores(Path directory, int maxWaiting, LongSupplier clock) implements StoreOpener {
    static final String PROJECTS = "projects";

    @Override
    public Store open(String project) {
        return SqliteStore.open(place(directory, project), maxWaiting, clock);
    }

    @Override
    public List<String> known() {
        return DirectoryCheck.projects(directory).stream()
                .filter(ProjectName::isValid)
                .toList();
    }

    static Path place(Path directory, String project) {
        return project.equals(ProjectName.DEFAULT)
                ? directory
                : directory.resolve(PROJECTS).resolve(project);
    }
}
