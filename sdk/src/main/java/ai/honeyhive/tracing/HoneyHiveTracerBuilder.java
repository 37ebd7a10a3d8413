// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.privacy.Masker;
import ai.honeyhive.privacy.Maskers;
import io.opentelemetry.api.metrics.MeterProvider;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Options of a tracer. An option that is set here wins over its environment variable, which wins over the default.
 * Not thread-safe.
 */
public final class HoneyHiveTracerBuilder {
    @Nullable String apiKey;

    @Nullable String serverUrl;

    @Nullable String project;

    @Nullable String source;

    @Nullable String sessionName;

    @Nullable String sessionId;

    @Nullable Boolean disableTracing;

    @Nullable Boolean testMode;

    @Nullable Boolean captureContent;

    final List<Masker> maskers = new ArrayList<>();

    @Nullable Integer maxAttributes;

    @Nullable Integer maxEvents;

    @Nullable Integer maxLinks;

    @Nullable Integer maxValueSize;

    @Nullable Integer maxSpanSize;

    @Nullable Boolean disableBatch;

    @Nullable Path spoolDirectory;

    @Nullable Integer maxSpoolMegabytes;

    @Nullable Duration flushInterval;

    @Nullable Integer maxExportBatchSize;

    @Nullable Duration exportTimeout;

    @Nullable String otlpEndpoint;

    final Map<String, String> otlpHeaders = new LinkedHashMap<>();
    final Map<String, String> experimentLabels = new LinkedHashMap<>();

    boolean existingSession;

    @Nullable Map<String, ?> sessionInputs;

    @Nullable String runId;

    @Nullable String datasetId;

    @Nullable String datapointId;

    MeterProvider meterProvider = MeterProvider.noop();

    @Nullable Double sampleRatio;

    @Nullable HttpClient httpClient;

    @Nullable Duration serverlessDeadline;

    final List<String> includedSpans = new ArrayList<>();
    final List<String> excludedSpans = new ArrayList<>();

    private UnaryOperator<@Nullable String> environment = System::getenv;

    HoneyHiveTracerBuilder() {}

    /** Sets the key of the HoneyHive project. Default {@code HH_API_KEY}; a server on this machine needs none. */
    public HoneyHiveTracerBuilder apiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
        return this;
    }

    /**
     * Sets the server, such as {@code http://localhost:8080}. Default {@code HH_API_URL}, else HoneyHive's cloud.
     */
    public HoneyHiveTracerBuilder serverUrl(@Nullable String serverUrl) {
        this.serverUrl = serverUrl;
        return this;
    }

    /** Sets the project that spans and sessions name. Default {@code HH_PROJECT}, else that of the key. */
    public HoneyHiveTracerBuilder project(@Nullable String project) {
        this.project = project;
        return this;
    }

    /** Sets where the traffic comes from, such as {@code prod}. Default {@code HH_SOURCE}, else {@code dev}. */
    public HoneyHiveTracerBuilder source(@Nullable String source) {
        this.source = source;
        return this;
    }

    /** Sets the name of the tracer's own session. Default: the class that calls {@link #build()}. */
    public HoneyHiveTracerBuilder sessionName(@Nullable String sessionName) {
        this.sessionName = sessionName;
        return this;
    }

    /** Sets the id of the tracer's own session, a UUID. Default: a random one. */
    public HoneyHiveTracerBuilder sessionId(@Nullable String sessionId) {
        this.sessionId = sessionId;
        return this;
    }

    /** Makes the tracer's own session one that was started elsewhere, a UUID: it is not announced again. */
    public HoneyHiveTracerBuilder existingSession(String sessionId) {
        this.existingSession = true;
        return sessionId(sessionId);
    }

    /** Sets what the tracer's own session started with. */
    public HoneyHiveTracerBuilder sessionInputs(@Nullable Map<String, ?> inputs) {
        this.sessionInputs = inputs;
        return this;
    }

    /** Makes the tracer's own session one row of an experiment: every span of it carries these ids. */
    public HoneyHiveTracerBuilder evaluation(String runId, @Nullable String datasetId, String datapointId) {
        this.runId = runId;
        this.datasetId = datasetId;
        this.datapointId = datapointId;
        return this;
    }

    /**
     * Labels every span with an experiment in production, such as an A/B test: {@code id}, {@code name}, {@code variant},
     * {@code group}, or any other key. Adds to {@code HH_EXPERIMENT_ID}, {@code _NAME}, {@code _VARIANT}, {@code _GROUP} and
     * {@code HH_EXPERIMENT_METADATA}, a JSON object.
     */
    public HoneyHiveTracerBuilder experimentLabel(String key, String value) {
        experimentLabels.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return this;
    }

    /**
     * Switches everything off: no spans, no calls. Default {@code HH_DISABLE_TRACING} or {@code OTEL_SDK_DISABLED}, else
     * false.
     */
    public HoneyHiveTracerBuilder disableTracing(boolean disableTracing) {
        this.disableTracing = disableTracing;
        return this;
    }

    /** Makes real spans but no call to any server. Default {@code HH_TEST_MODE}, else false. */
    public HoneyHiveTracerBuilder testMode(boolean testMode) {
        this.testMode = testMode;
        return this;
    }

    /**
     * Says whether inputs and outputs are recorded: what was asked and answered, also by instrumentation libraries.
     * Default {@code HH_CAPTURE_CONTENT}, else true. To switch it off for some calls only, see
     * {@link HoneyHiveTracer#withoutContent()}.
     */
    public HoneyHiveTracerBuilder captureContent(boolean captureContent) {
        this.captureContent = captureContent;
        return this;
    }

    /**
     * Adds a masker; they apply one after the other, those named in {@code HH_MASK} (such as {@code email,card}) last.
     *
     * @see Maskers
     */
    public HoneyHiveTracerBuilder masker(Masker masker) {
        maskers.add(requireNonNull(masker, "masker"));
        return this;
    }

    /** Bounds the attributes of a span. Default {@code HH_MAX_ATTRIBUTES}, else 10,000. */
    public HoneyHiveTracerBuilder maxAttributes(int maxAttributes) {
        this.maxAttributes = maxAttributes;
        return this;
    }

    /** Bounds the events of a span. Default {@code HH_MAX_EVENTS}, else 1,024. */
    public HoneyHiveTracerBuilder maxEvents(int maxEvents) {
        this.maxEvents = maxEvents;
        return this;
    }

    /** Bounds the links of a span. Default {@code HH_MAX_LINKS}, else 128. */
    public HoneyHiveTracerBuilder maxLinks(int maxLinks) {
        this.maxLinks = maxLinks;
        return this;
    }

    /**
     * Bounds one value, in characters: a longer one keeps its begin and end. Default {@code HH_MAX_VALUE_SIZE}, else 1 Mi.
     */
    public HoneyHiveTracerBuilder maxValueSize(int maxValueSize) {
        this.maxValueSize = maxValueSize;
        return this;
    }

    /**
     * Bounds all keys and values of a span together, in characters: attributes that come later are left out and counted.
     * Default {@code HH_MAX_SPAN_SIZE}, else 10 Mi.
     */
    public HoneyHiveTracerBuilder maxSpanSize(int maxSpanSize) {
        this.maxSpanSize = maxSpanSize;
        return this;
    }

    /**
     * Sends each span as soon as it ends, instead of waiting for others. Never blocks the caller. Default
     * {@code HH_DISABLE_BATCH}, else false.
     */
    public HoneyHiveTracerBuilder disableBatch(boolean disableBatch) {
        this.disableBatch = disableBatch;
        return this;
    }

    /** Sets how long a span may wait for others. Default {@code HH_FLUSH_INTERVAL} in seconds, else half a second. */
    public HoneyHiveTracerBuilder flushInterval(Duration flushInterval) {
        this.flushInterval = flushInterval;
        return this;
    }

    /** Bounds the spans of one request. Default {@code HH_MAX_EXPORT_BATCH_SIZE}, else 512. */
    public HoneyHiveTracerBuilder maxExportBatchSize(int maxExportBatchSize) {
        this.maxExportBatchSize = maxExportBatchSize;
        return this;
    }

    /** Bounds one request with its answer. Default {@code HH_EXPORT_TIMEOUT} in seconds, else 30 seconds. */
    public HoneyHiveTracerBuilder exportTimeout(Duration exportTimeout) {
        this.exportTimeout = exportTimeout;
        return this;
    }

    /**
     * Sends spans to this URL instead of the server, such as {@code http://localhost:4318/v1/traces} of a collector; sessions
     * go to the server all the same. The API key goes along only if the URL is of the server's own origin. Default
     * {@code HH_OTLP_ENDPOINT}, else the server.
     */
    public HoneyHiveTracerBuilder otlpEndpoint(@Nullable String otlpEndpoint) {
        this.otlpEndpoint = otlpEndpoint;
        return this;
    }

    /** Adds a header to each request with spans. Adds to {@code HH_OTLP_HEADERS}, a JSON object. Values are never logged. */
    public HoneyHiveTracerBuilder otlpHeader(String name, String value) {
        otlpHeaders.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
        return this;
    }

    /**
     * Reports {@link HoneyHiveTracer#health()} as OpenTelemetry metrics: {@code honeyhive.spans.delivered},
     * {@code honeyhive.spans.waiting}, {@code honeyhive.session_calls.delivered}, {@code honeyhive.dropped} by cause, and
     * {@code honeyhive.spool.size} in bytes. Default: none.
     */
    public HoneyHiveTracerBuilder meterProvider(MeterProvider meterProvider) {
        this.meterProvider = requireNonNull(meterProvider, "meterProvider");
        return this;
    }

    /**
     * Keeps what cannot be sent as files in this folder, until the server is back, in this process or a later one.
     * Default {@code HH_SPOOL_DIR}, else nothing is written to disk.
     */
    public HoneyHiveTracerBuilder spoolDirectory(@Nullable Path spoolDirectory) {
        this.spoolDirectory = spoolDirectory;
        return this;
    }

    /** Bounds the spool, in MiB; what does not fit is dropped and counted. Default {@code HH_MAX_SPOOL_MEGABYTES}, else 512. */
    public HoneyHiveTracerBuilder maxSpoolMegabytes(int maxSpoolMegabytes) {
        this.maxSpoolMegabytes = maxSpoolMegabytes;
        return this;
    }

    /**
     * Records only this share of sessions, each wholly or not at all; spans that fail are recorded all the same. From 0 to
     * 1. Default {@code HH_SAMPLE_RATIO}, else 1.
     */
    public HoneyHiveTracerBuilder sampleRatio(double sampleRatio) {
        this.sampleRatio = sampleRatio;
        return this;
    }

    /** Records only spans whose name starts with one of the prefixes that were added; none added means all. */
    public HoneyHiveTracerBuilder includeSpans(String namePrefix) {
        includedSpans.add(requireNonNull(namePrefix, "namePrefix"));
        return this;
    }

    /**
     * Leaves out spans whose name starts with this prefix. What is below them hangs on the nearest span that is recorded.
     */
    public HoneyHiveTracerBuilder excludeSpans(String namePrefix) {
        excludedSpans.add(requireNonNull(namePrefix, "namePrefix"));
        return this;
    }

    /** Sends with a client of yours, with its proxy, TLS and executor settings; it is never closed here. */
    public HoneyHiveTracerBuilder httpClient(@Nullable HttpClient httpClient) {
        this.httpClient = httpClient;
        return this;
    }

    /**
     * For functions that are frozen between two calls: when a span without a local parent ends, its thread waits until all
     * is sent, at most this long. What is not sent by then goes on with the next call. Default: nobody waits.
     */
    public HoneyHiveTracerBuilder serverless(Duration deadline) {
        this.serverlessDeadline = deadline;
        return this;
    }

    HoneyHiveTracerBuilder environment(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
        return this;
    }

    /**
     * Checks all options and returns the tracer. Makes no call: the session starts with its first span, behind the
     * scenes.
     *
     * @throws HoneyHiveConfigurationException if options cannot work; names each, its value and the remedy
     */
    public HoneyHiveTracer build() {
        HoneyHiveTracer tracer = buildUnregistered();
        tracer.register();
        return tracer;
    }

    HoneyHiveTracer buildUnregistered() {
        return new HoneyHiveTracer(Settings.of(this, environment), CallerName.find());
    }
}
