// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.client.HoneyHiveConfigurationException;
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

    /** Switches everything off: no spans, no calls. Default {@code HH_DISABLE_TRACING}, else false. */
    public HoneyHiveTracerBuilder disableTracing(boolean disableTracing) {
        this.disableTracing = disableTracing;
        return this;
    }

    /** Makes real spans but no call to any server. Default {@code HH_TEST_MODE}, else false. */
    public HoneyHiveTracerBuilder testMode(boolean testMode) {
        this.testMode = testMode;
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
