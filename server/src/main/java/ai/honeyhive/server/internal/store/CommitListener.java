// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.Set;

/** Hears what was touched by a commit, after it. */
@FunctionalInterface
public interface CommitListener {
    void committed(Set<String> sessionIds, Set<String> runIds);
}
