// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.wire.Bucket;
import ai.honeyhive.internal.wire.TextLimit;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Describes a session: one user interaction, such as a request. Not thread-safe. */
public final class SessionBuilder {
    private final TracerCore tracer;
    private final String name;
    private @Nullable Map<String, ?> inputs;
    private @Nullable Map<String, ?> metadata;
    private @Nullable Map<String, ?> userProperties;
    String id = newId().toString();
    boolean existing;

    @Nullable String project;

    @Nullable String source;

    @Nullable String runId;

    @Nullable String datasetId;

    @Nullable String datapointId;

    @Nullable SpanListener spanListener;

    /**
     * A UUID of version 7, milliseconds before random bits (RFC 9562, section 5.7). What follows another in time then lies beside
     * it in a store's indexes, so that many sessions are written with few pages.
     */
    static UUID newId() {
        UUID random = UUID.randomUUID();
        long head = (System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff);
        return new UUID(head, random.getLeastSignificantBits());
    }

    SessionBuilder(TracerCore tracer, @Nullable String name) {
        this.tracer = tracer;
        this.name = name == null || name.isBlank() ? CallerName.find() : name;
    }

    /**
     * Sets the id, such as one that your application knows already. Default, and for null and blank texts: a random one. An id that is no UUID is
     * refused by HoneyHive's cloud, so it is replaced here by a UUID derived from it, the same each time.
     */
    public SessionBuilder id(@Nullable String id) {
        if (id == null || id.isBlank()) {
            return this;
        }
        String uuid = OptionReader.canonicalUuid(id);
        this.id = uuid != null
                ? uuid
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
        return this;
    }

    /** Continues a session that was started before, here or elsewhere: it is not announced again. */
    public SessionBuilder existing(@Nullable String id) {
        this.existing = OptionReader.text(id) != null;
        return id(id);
    }

    /** Sets what the interaction started with. */
    public SessionBuilder inputs(@Nullable Map<String, ?> inputs) {
        this.inputs = inputs;
        return this;
    }

    /** Sets circumstances of the session. */
    public SessionBuilder metadata(@Nullable Map<String, ?> metadata) {
        this.metadata = metadata;
        return this;
    }

    /** Sets properties of the user. */
    public SessionBuilder userProperties(@Nullable Map<String, ?> userProperties) {
        this.userProperties = userProperties;
        return this;
    }

    /** Sets where the session comes from. Default: the tracer's source. */
    public SessionBuilder source(@Nullable String source) {
        this.source = source;
        return this;
    }

    /** Makes the session one row of an experiment: every span of it carries these ids. */
    public SessionBuilder evaluation(String runId, @Nullable String datasetId, String datapointId) {
        this.runId = runId;
        this.datasetId = datasetId;
        this.datapointId = datapointId;
        return this;
    }

    /** Lets someone in this process see the session's spans as they end. Default: nobody does, which costs nothing. */
    public SessionBuilder spanListener(SpanListener listener) {
        this.spanListener = listener;
        return this;
    }

    /**
     * Makes the session current in this thread, until the scope is closed, and announces it behind the scenes. The
     * tracer's spans in the scope belong to it.
     */
    public SessionScope open() {
        if (!tracer.isEnabled()) {
            return new SessionScope(id, Scope.noop());
        }
        Session session = Session.of(tracer, this);
        if (session.isSampled()) {
            tracer.ensureStarted(session);
        }
        return new SessionScope(session.id(), ContextScope.open(tracer.withSession(Context.current(), session)));
    }

    String name() {
        return name;
    }

    Map<String, Object> startBody(@Nullable String projectInForce, String sourceInForce) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("session_id", id);
        body.put("session_name", TextLimit.wellFormed(tracer.mask("session_name", name)));
        body.put("source", sourceInForce);
        body.put("start_time", System.currentTimeMillis());
        putIfPresent(body, "project", projectInForce);
        putIfPresent(body, "inputs", tracer.snapshot(Bucket.INPUTS, "", inputs));
        putIfPresent(body, "user_properties", tracer.snapshot(Bucket.USER_PROPERTIES, "", userProperties));
        Map<String, Object> all = new LinkedHashMap<>();
        if (tracer.snapshot(Bucket.METADATA, "", metadata) instanceof Map<?, ?> own) {
            own.forEach((key, value) -> all.put(String.valueOf(key), value));
        }
        putIfPresent(all, "run_id", tracer.maskIfPresent("run_id", runId));
        putIfPresent(all, "dataset_id", tracer.maskIfPresent("dataset_id", datasetId));
        putIfPresent(all, "datapoint_id", tracer.maskIfPresent("datapoint_id", datapointId));
        if (!all.isEmpty()) {
            body.put("metadata", all);
        }
        return body;
    }

    private static void putIfPresent(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
