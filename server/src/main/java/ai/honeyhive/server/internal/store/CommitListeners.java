// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** All who hear of commits. What is committed stays so, and others hear of it, whatever one of them throws. */
public final class CommitListeners implements CommitListener {
    private static final System.Logger LOG = System.getLogger(CommitListeners.class.getName());

    private final List<CommitListener> all = new CopyOnWriteArrayList<>();

    public void add(CommitListener listener) {
        all.add(listener);
    }

    public void clear() {
        all.clear();
    }

    @Override
    public void committed(Set<String> sessionIds, Set<String> runIds) {
        for (CommitListener listener : all) {
            try {
                listener.committed(sessionIds, runIds);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "what was stored could not be told to everybody", e);
            }
        }
    }
}
