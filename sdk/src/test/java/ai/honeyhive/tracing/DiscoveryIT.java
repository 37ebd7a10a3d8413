// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.CapturedLog;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        HoneyHiveTracer expected = explicit
                ? explicitTracer
                : named == Named.KNOWN ? known : standard == Standard.SET ? standardTracer : null;

        try (Scope scope = baggage(named);
                CapturedLog log = new CapturedLog()) {
            assertThat(found(explicit ? explicitTracer : null)).isSameAs(expected);

            assertThat(log.debug()).anySatisfy(line -> assertThat(line).contains(said(explicit, named, standard)));
        }
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
        return Baggage.builder()
                .put("honeyhive_tracer_id", id)
                .build()
                .storeInContext(Context.current());
    }

    /** Enriches with the static function; the tracer that answers is the one that was discovered. */
    private @Nullable HoneyHiveTracer found(@Nullable HoneyHiveTracer explicit) {
        return explicit == null ? HoneyHive.discover().orElse(null) : explicit;
    }

    private static String said(boolean explicit, Named named, Standard standard) {
        if (explicit) {
            return "given explicitly";
        }
        if (named == Named.KNOWN) {
            return "found in baggage";
        }
        String missed = named == Named.UNKNOWN || named == Named.CLOSED ? "is not of this process" : "no tracer in baggage";
        return missed;
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
