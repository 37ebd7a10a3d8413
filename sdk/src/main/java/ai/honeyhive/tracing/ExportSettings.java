// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.export.Batching;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How what was recorded leaves the process. */
record ExportSettings(
        @Nullable URI otlpEndpoint,
        Map<String, String> otlpHeaders,
        Batching batching,
        Duration timeout,
        @Nullable HttpClient httpClient,
        @Nullable Path spoolDirectory,
        long maxSpoolSize,
        @Nullable Duration serverlessDeadline) {
    private static final Duration FLUSH_INTERVAL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_EXPORT_BATCH_SIZE = 512;
    private static final int MAX_SPOOL_MEGABYTES = 512;

    static ExportSettings of(HoneyHiveTracerBuilder builder, OptionReader options) {
        boolean unbatched = options.flag(builder.disableBatch, "disableBatch", "HH_DISABLE_BATCH", false);
        Duration interval =
                options.seconds(builder.flushInterval, "flushInterval", "HH_FLUSH_INTERVAL", FLUSH_INTERVAL);
        int batchSize = options.count(
                builder.maxExportBatchSize, "maxExportBatchSize", "HH_MAX_EXPORT_BATCH_SIZE", MAX_EXPORT_BATCH_SIZE);
        long spoolMegabytes = options.count(
                builder.maxSpoolMegabytes, "maxSpoolMegabytes", "HH_MAX_SPOOL_MEGABYTES", MAX_SPOOL_MEGABYTES);
        Map<String, String> headers = options.headers(builder.otlpHeaders, "otlpHeader", "HH_OTLP_HEADERS");
        return new ExportSettings(
                options.url(builder.otlpEndpoint, "otlpEndpoint", "HH_OTLP_ENDPOINT"),
                headers,
                new Batching(unbatched ? Duration.ZERO : interval, batchSize),
                options.seconds(builder.exportTimeout, "exportTimeout", "HH_EXPORT_TIMEOUT", TIMEOUT),
                builder.httpClient,
                options.path(builder.spoolDirectory, "spoolDirectory", "HH_SPOOL_DIR"),
                spoolMegabytes << 20,
                options.duration(builder.serverlessDeadline, "serverless"));
    }

    /** Headers may hold secrets: they never show. */
    @Override
    public String toString() {
        return "ExportSettings[batching=" + batching + ", timeout=" + timeout + "]";
    }
}
