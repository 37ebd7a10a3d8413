// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

/**
 * How large one span may become.
 *
 * @param attributes attributes that the application may set; those of the tracer itself always find room
 * @param events span events
 * @param links span links
 * @param valueChars characters of one value; a longer one keeps its begin and end
 * @param spanChars characters of all keys and values together; what comes later is left out and counted
 */
record Limits(int attributes, int events, int links, int valueChars, int spanChars) {
    /** Room for what the tracer writes itself, the latest of it when the span ends. */
    static final int RESERVED_ATTRIBUTES = 32;

    static final Limits DEFAULT = new Limits(10_000, 1_024, 128, 1 << 20, 10 << 20);
}
