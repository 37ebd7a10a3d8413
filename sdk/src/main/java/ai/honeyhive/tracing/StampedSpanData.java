// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An ended span with the stamp of its session, which all its spans share: it is not copied into each of them. */
final class StampedSpanData extends DelegatingSpanData {
    private final Attributes attributes;

    StampedSpanData(SpanData span, Attributes stamp) {
        super(span);
        this.attributes = Stamped.of(stamp, span.getAttributes());
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
        return super.getTotalAttributeCount()
                + attributes.size()
                - super.getAttributes().size();
    }

    /** Both together. No key is in both. */
    private record Stamped(Attributes stamp, Attributes own) implements Attributes {
        /** What was set on the span itself wins. */
        static Attributes of(Attributes stamp, Attributes own) {
            Attributes left = stamp;
            for (AttributeKey<?> key : stamp.asMap().keySet()) {
                if (own.get(key) != null) {
                    left = left.toBuilder().remove(key).build();
                }
            }
            return new Stamped(left, own);
        }

        @Override
        public <T> @Nullable T get(AttributeKey<T> key) {
            T value = own.get(key);
            return value == null ? stamp.get(key) : value;
        }

        @Override
        public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
            stamp.forEach(consumer);
            own.forEach(consumer);
        }

        @Override
        public int size() {
            return stamp.size() + own.size();
        }

        @Override
        public boolean isEmpty() {
            return stamp.isEmpty() && own.isEmpty();
        }

        @Override
        public Map<AttributeKey<?>, Object> asMap() {
            return toBuilder().build().asMap();
        }

        @Override
        public AttributesBuilder toBuilder() {
            return stamp.toBuilder().putAll(own);
        }
    }
}
