// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

/** A model did not answer. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What may help. */
    public enum Remedy {
        /** Nobody is there, or is too busy for anybody: whoever calls should wait. */
        WAIT,
        /** This call failed, and may not when it is made again. */
        RETRY,
        /** The same call would fail again. */
        NONE
    }

    private final Remedy remedy;
    private final long waitMillis;

    ModelException(String message, Remedy remedy, long waitMillis, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
        this.waitMillis = waitMillis;
    }

    ModelException(String message, Remedy remedy, long waitMillis) {
        super(message);
        this.remedy = remedy;
        this.waitMillis = waitMillis;
    }

    public Remedy remedy() {
        return remedy;
    }

    /** How long to wait at least, in milliseconds; 0 if nothing said so. */
    public long waitMillis() {
        return waitMillis;
    }
}
