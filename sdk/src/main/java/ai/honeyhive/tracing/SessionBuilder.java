// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.wire.Bucket;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
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
    String id = UUID.randomUUID().toString();
    boolean existing;
    boolean whole;

    @Nullable String project;

    @Nullable String source;

    @Nullable String runId;

    @Nullable String datasetId;

    @Nullable String datapointId;

    SessionBuilder(TracerCore tracer, String name) {
        this.tracer = tracer;
        this.name = name;
    }

    /**
     * Sets the id, such as one that your application knows already. Default: a random one. An id that is no UUID is
     * refused by HoneyHive's cloud, so it is replaced here by a UUID derived from it, the same each time.
     */
    public SessionBuilder id(String id) {
        String uuid = OptionReader.canonicalUuid(id);
        this.id = uuid != null
                ? uuid
                : UUID.nameUUIDFromBytes(id.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString();
        return this;
    }

    /** Continues a session that was started before, here or elsewhere: it is not announced again. */
    public SessionBuilder existing(String id) {
        this.existing = true;
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

    /**
     * Keeps the session here until {@link SessionScope#send}, and then sends its start and all that it was enriched with
     * as one, together with other sessions that wait: for many short sessions, such as the rows of an experiment. Its
     * spans go out before. Whoever never calls {@code send} loses what the session itself holds.
     */
    public SessionBuilder sentAsWhole() {
        this.whole = true;
        return this;
    }

    /**
     * Makes the session current in this thread, until the scope is closed, and announces it behind the scenes. The
     * tracer's spans in the scope belong to it.
     */
    public SessionScope open() {
        Session session = Session.of(tracer, this);
        if (!tracer.isEnabled()) {
            return new SessionScope(session.id(), Scope.noop(), lastWords -> {});
        }
        if (session.isSampled() && whole) {
            tracer.hold(session);
        } else if (session.isSampled()) {
            tracer.ensureStarted(session);
        }
        return new SessionScope(
                session.id(),
                ContextScope.open(tracer.withSession(Context.current(), session)),
                lastWords -> tracer.release(session, lastWords));
    }

    String name() {
        return name;
    }

    Map<String, Object> startBody(@Nullable String projectInForce, String sourceInForce) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("session_id", id);
        body.put("session_name", tracer.mask("session_name", name));
        body.put("source", sourceInForce);
        body.put("start_time", System.currentTimeMillis());
        putIfPresent(body, "project", projectInForce);
        putIfPresent(body, "inputs", tracer.snapshot(Bucket.INPUTS, "", inputs));
        putIfPresent(body, "user_properties", tracer.snapshot(Bucket.USER_PROPERTIES, "", userProperties));
        Map<String, Object> all = new LinkedHashMap<>();
        if (tracer.snapshot(Bucket.METADATA, "", metadata) instanceof Map<?, ?> own) {
            own.forEach((key, value) -> all.put(String.valueOf(key), value));
        }
        putIfPresent(all, "run_id", runId);
        putIfPresent(all, "dataset_id", datasetId);
        putIfPresent(all, "datapoint_id", datapointId);
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
