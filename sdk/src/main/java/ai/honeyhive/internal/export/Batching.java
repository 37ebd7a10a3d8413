// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.time.Duration;

/**
 * How spans are gathered into requests.
 *
 * @param delay how long a span may wait for others; zero sends each at once
 * @param size most spans of one request
 */
public record Batching(Duration delay, int size) {}
