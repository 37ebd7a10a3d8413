// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.CapturedLog;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Explicit, then baggage, then default; none is an answer. Every combination, and what debug says of it. */
class DiscoveryIT {
    private enum Named {
        NONE,
        KNOWN,
        UNKNOWN,
        CLOSED,
        REMOTE
    }

    private enum Standard {
        NONE,
        SET,
        CLOSED
    }

    private static final AttributeKey<Boolean> FOUND = AttributeKey.booleanKey("honeyhive_metadata.found");

    private final HoneyHiveTracer explicitTracer = quiet();
    private final HoneyHiveTracer known = quiet();
    private final HoneyHiveTracer standardTracer = quiet();
    private final HoneyHiveTracer closed = quiet();
    private final HoneyHiveTracer linking = quiet();

    private static HoneyHiveTracer quiet() {
        return HoneyHiveTracer.builder().testMode(true).build();
    }

    @BeforeEach
    void closeOne() {
        closed.close();
        HoneyHive.setDefaultTracer(null);
    }

    @AfterEach
    void close() {
        HoneyHive.setDefaultTracer(null);
        Stream.of(explicitTracer, known, standardTracer, linking).forEach(HoneyHiveTracer::close);
        assertThat(Context.current()).isSameAs(Context.root());
    }

    static Stream<Arguments> combinations() {
        List<Arguments> all = new ArrayList<>();
        for (boolean explicit : new boolean[] {true, false}) {
            for (Named named : Named.values()) {
                for (Standard standard : Standard.values()) {
                    all.add(Arguments.of(explicit, named, standard));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "explicit {0}, baggage {1}, default {2}")
    @MethodSource("combinations")
    void discovery_everyCombination_findsTheFirstThatLives(boolean explicit, Named named, Standard standard) {
        arrange(standard);
        HoneyHiveTracer baggageOrDefault =
                named == Named.KNOWN ? known : standard == Standard.SET ? standardTracer : null;
        HoneyHiveTracer expected = explicit ? explicitTracer : baggageOrDefault;

        inSpansOfAll(spans -> {
            try (Scope none = Baggage.empty().makeCurrent();
                    Scope scope = baggage(named);
                    CapturedLog log = new CapturedLog()) {
                assertThat(HoneyHive.discover()).isEqualTo(Optional.ofNullable(baggageOrDefault));
                boolean enriched = HoneyHive.enrichSpan(Map.of("found", true), explicit ? explicitTracer : null);

                assertThat(enriched).isEqualTo(expected != null);
                spans.forEach((tracer, span) -> assertThat(
                                span.toSpanData().getAttributes().get(FOUND))
                        .as(name(tracer))
                        .isEqualTo(tracer == expected ? true : null));
                assertThat(log.debug()).anyMatch(line -> line.contains(said(explicit, named, standard)));
            }
        });
    }

    /** Opens a span of every tracer that could be found. */
    private void inSpansOfAll(Consumer<Map<HoneyHiveTracer, ReadableSpan>> body) {
        explicitTracer.run(
                "e",
                EventType.CHAIN,
                e -> known.run(
                        "k",
                        EventType.CHAIN,
                        k -> standardTracer.run(
                                "d",
                                EventType.CHAIN,
                                d -> body.accept(Map.of(
                                        explicitTracer, (ReadableSpan) e.span(),
                                        known, (ReadableSpan) k.span(),
                                        standardTracer, (ReadableSpan) d.span())))));
    }

    private String name(HoneyHiveTracer tracer) {
        return tracer == explicitTracer ? "explicit" : tracer == known ? "known" : "default";
    }

    private void arrange(Standard standard) {
        switch (standard) {
            case SET -> HoneyHive.setDefaultTracer(standardTracer);
            case CLOSED -> {
                HoneyHiveTracer ended = quiet();
                HoneyHive.setDefaultTracer(ended);
                ended.close();
            }
            case NONE -> HoneyHive.setDefaultTracer(null);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by the test
    private Scope baggage(Named named) {
        return switch (named) {
            case NONE -> Scope.noop();
            case KNOWN -> withId(known.id()).makeCurrent();
            case UNKNOWN -> withId(UUID.randomUUID().toString()).makeCurrent();
            case CLOSED -> withId(closed.id()).makeCurrent();
            case REMOTE -> linking.link(Map.of("baggage", "tenant=t1,honeyhive_tracer_id=" + known.id()));
        };
    }

    private static Context withId(String id) {
        return Baggage.builder().put("honeyhive_tracer_id", id).build().storeInContext(Context.current());
    }

    private static String said(boolean explicit, Named named, Standard standard) {
        if (explicit) {
            return "given explicitly";
        }
        if (named == Named.KNOWN) {
            return "found in baggage";
        }
        boolean missed = named == Named.UNKNOWN || named == Named.CLOSED;
        return (missed ? "in baggage is not of this process or closed, " : "no tracer in baggage, ")
                + (standard == Standard.SET ? "so the default tracer serves" : "and there is no default tracer");
    }

    @Test
    void discovery_ofNothing_isSaidAndHarmless() {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(HoneyHive.discover()).isEmpty();
            assertThat(HoneyHive.enrichSpan(Map.of("a", 1))).isFalse();
            assertThat(log.debug()).anyMatch(line -> line.contains("there is no default tracer"));
        }
    }
}
