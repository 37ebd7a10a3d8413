// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.project;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key: not the key.
 *
 * @param id what people call it by
 * @param hash SHA-256 of the key, in hex
 * @param createdAt Unix milliseconds
 * @param revokedAt Unix milliseconds; null while it is good
 */
public record KeyRecord(
        String id,
        String name,
        String project,
        String hash,
        long createdAt,
        @Nullable Long revokedAt) {

    KeyRecord revoked(long now) {
        return new KeyRecord(id, name, project, hash, createdAt, now);
    }
}
