// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

/**
 * Bounds of a request's body.
 *
 * @param received bytes as sent
 * @param expanded bytes after decompression
 * @param ratio how many times larger the body may become by decompression, beyond a first few megabytes
 * @param inFlight bytes of all bodies that are being worked on at one time
 */
public record Limits(long received, long expanded, int ratio, long inFlight) {
    private static final long MIB = 1024 * 1024;

    public static final Limits DEFAULT = new Limits(64 * MIB, 128 * MIB, 200, 256 * MIB);

    /** Small bodies may shrink as they like: a megabyte of repetition compresses to a kilobyte. */
    static final long RATIO_FREE = 8 * MIB;
}
