// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was configured of the session that a tracer has outside all scopes.
 *
 * @param name null: that of the calling class
 * @param id null: a random one
 * @param existing whether it was started elsewhere and is not announced again
 */
record OwnSession(
        @Nullable String name,
        @Nullable String id,
        boolean existing,
        @Nullable Map<String, ?> inputs,
        @Nullable String runId,
        @Nullable String datasetId,
        @Nullable String datapointId) {
    static OwnSession of(HoneyHiveTracerBuilder builder, OptionReader options) {
        String id = options.uuid(builder.sessionId, builder.existingSession ? "existingSession" : "sessionId");
        return new OwnSession(
                OptionReader.text(builder.sessionName),
                id,
                builder.existingSession,
                builder.sessionInputs,
                OptionReader.text(builder.runId),
                OptionReader.text(builder.datasetId),
                OptionReader.text(builder.datapointId));
    }

    SessionBuilder describe(TracerCore core, String callerName) {
        SessionBuilder session = new SessionBuilder(core, name == null ? callerName : name).inputs(inputs);
        if (id != null) {
            session.id(id);
        }
        session.existing = existing;
        session.runId = runId;
        session.datasetId = datasetId;
        session.datapointId = datapointId;
        return session;
    }
}
