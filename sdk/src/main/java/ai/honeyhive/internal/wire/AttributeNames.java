// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Set;

/** Span attributes that HoneyHive's ingestion understands; each written in one place only. */
public final class AttributeNames {
    public static final AttributeKey<String> SESSION_ID = AttributeKey.stringKey("honeyhive.session_id");
    public static final AttributeKey<String> PROJECT = AttributeKey.stringKey("honeyhive.project");
    public static final AttributeKey<String> SOURCE = AttributeKey.stringKey("honeyhive.source");
    public static final AttributeKey<String> EVENT_TYPE = AttributeKey.stringKey("honeyhive_event_type");
    public static final AttributeKey<String> EVENT_ID = AttributeKey.stringKey("honeyhive_event_id");
    public static final AttributeKey<String> ERROR = AttributeKey.stringKey("honeyhive_error");
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("honeyhive_error_type");
    public static final AttributeKey<String> CUT = AttributeKey.stringKey("honeyhive_metadata.cut");
    public static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("honeyhive_metadata.run_id");
    public static final AttributeKey<String> DATASET_ID = AttributeKey.stringKey("honeyhive_metadata.dataset_id");
    public static final AttributeKey<String> DATAPOINT_ID = AttributeKey.stringKey("honeyhive_metadata.datapoint_id");

    /** What the tracer itself writes on the span, beside the stamp of its session; counts against no limit. */
    public static final Set<AttributeKey<?>> WRITTEN_BY_THE_TRACER =
            Set.of(EVENT_TYPE, EVENT_ID, ERROR, ERROR_TYPE, CUT);

    private AttributeNames() {}
}
