// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param columns names, which may repeat
 * @param rows for each column a String, Long, Double, byte[] or null
 * @param truncated true if there was more than the limits let through
 */
public record SqlResult(List<String> columns, List<List<@Nullable Object>> rows, boolean truncated) {}
