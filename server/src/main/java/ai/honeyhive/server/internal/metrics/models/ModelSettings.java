// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a model is and how it may be used.
 *
 * @param url of the API, to which {@code /chat/completions} and {@code /embeddings} are added
 * @param key sent as bearer token; null to send none
 * @param timeout of one call
 * @param concurrency how many calls may be under way at once
 * @param callsPerHour how many calls may be made in any 60 minutes; null for any number
 */
public record ModelSettings(
        URI url,
        @Nullable String key,
        String model,
        Duration timeout,
        int concurrency,
        @Nullable Integer callsPerHour) {

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + url;
    }
}
