// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

/**
 * Bounds of a request's body.
 *
 * @param received bytes as sent
 * @param expanded bytes after decompression
 * @param ratio how many times larger the body may become by decompression, beyond a first few megabytes
 * @param inFlight bytes of memory that all requests together may take which are being read, decoded or waiting
 */
public record Limits(long received, long expanded, int ratio, long inFlight) {
    private static final long MIB = 1024 * 1024;

    /** Small bodies may shrink as they like: a megabyte of repetition compresses to a kilobyte. */
    static final long RATIO_FREE = 8 * MIB;

    /** A body has so long to arrive, however much of it there is. */
    static final long READ_MILLIS = 5 * 60_000;

    /** A body has so long before it is asked whether it comes at {@link #MIN_BYTES_PER_SECOND}. */
    static final long PATIENCE_MILLIS = 20_000;

    /** Slower is nobody who means it. */
    static final long MIN_BYTES_PER_SECOND = 1_024;

    /** The usual bounds, with so much memory for all requests together. */
    public static Limits of(long inFlight) {
        return new Limits(64 * MIB, 128 * MIB, 200, inFlight);
    }

    /** Half of what the heap may grow to. */
    public static long usualInFlight() {
        return Runtime.getRuntime().maxMemory() / 2;
    }
}
