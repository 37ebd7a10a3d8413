// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.retention.RetentionRules;
import ai.honeyhive.server.internal.translate.Prices;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What an API needs to know besides the stores.
 *
 * @param host the host that the server is bound to
 * @param origins where pages may come from besides the server itself, as in {@code https://hive.example.com}
 * @param prefix what a proxy has in front of every path; empty, or with a slash in front and none at the end
 * @param secure whether the server itself speaks TLS
 * @param trustForwarded whether a proxy in front may say what it was asked for
 * @param prices what model calls cost that do not say so themselves
 * @param retention what is removed by itself
 * @param models that metrics may ask
 * @param clock Unix milliseconds
 */
public record ApiSettings(
        String host,
        List<String> origins,
        String prefix,
        boolean secure,
        boolean trustForwarded,
        Limits limits,
        Prices prices,
        RetentionRules retention,
        MetricModels models,
        LongSupplier clock) {
    public ApiSettings {
        origins = List.copyOf(origins);
    }
}
