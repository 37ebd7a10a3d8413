// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

/**
 * The server took only some events of a batch. {@link #created()} tells which; repeat only the others. Immutable.
 */
public final class HoneyHiveBatchException extends HoneyHiveHttpException {
    private static final long serialVersionUID = 1L;

    /** What was taken; lost when the exception is serialized. */
    private final transient CreatedEvents created;

    HoneyHiveBatchException(String method, String path, int status, String body, CreatedEvents created) {
        super(method, path, status, body);
        this.created = created;
    }

    /** Returns what the server took, and its errors. */
    public CreatedEvents created() {
        return created;
    }
}
