// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records the calls that tests make to a model, and replays them: tests that are quick, free and the same every time. It is an
 * endpoint on loopback; give {@link #url()} to the model's client as its base URL, whichever client that is.
 *
 * <p>As an extension, registered with {@code @RegisterExtension}, it fails each test in which a request had no recorded
 * answer, with the difference to the nearest request that was recorded, even if the code under test swallowed the error. In
 * a static field it lasts for all tests of the class, else for one; if those run at once, the failure may show up at another
 * of them. Without JUnit, {@link #verify()} and {@link #close()} do
 * the same. Requests are the same if method, path, query and body are; of bodies in JSON the order of fields does not matter.
 * Streamed answers are recorded and replayed as a whole. Thread-safe.
 */
public final class Cassette implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
    private static final int NOT_RECORDED = 400; // no client asks again after it
    private static final int UPSTREAM_FAILED = 502;

    private final Path file;
    private final URI upstream;
    private final CassetteMode mode;
    private final Scrubber scrubber;
    private final List<String> faults = new ArrayList<>(); // guarded by this
    private @Nullable CassetteServer server; // guarded by this
    private @Nullable Tape tape; // guarded by this
    private volatile boolean ofClass;

    private Cassette(Builder builder) {
        this.file = builder.file;
        this.upstream = builder.upstream;
        this.mode = builder.mode == null ? CassetteMode.configured() : builder.mode;
        this.scrubber = new Scrubber(builder.patterns, builder.ignored);
    }

    /**
     * Makes a cassette whose mode is that of {@link CassetteMode#configured()}.
     *
     * @param file where it is kept, such as {@code src/test/cassettes/faq.json}: read when it is first used
     * @param upstream the model's own base URL, such as {@code https://api.openai.com}
     */
    public static Cassette of(Path file, URI upstream) {
        return builder(file, upstream).build();
    }

    /** Starts a cassette with further settings. */
    public static Builder builder(Path file, URI upstream) {
        return new Builder(file, upstream);
    }

    /** Returns the mode. */
    public CassetteMode mode() {
        return mode;
    }

    /**
     * Returns the base URL to use in place of the model's own: that one itself if the cassette is off.
     *
     * @throws CassetteException if there is nothing to replay
     */
    public synchronized URI url() {
        if (mode == CassetteMode.OFF) {
            return upstream;
        }
        if (server == null) {
            Tape loaded = load();
            Upstream model = new Upstream(upstream);
            tape = loaded;
            server = CassetteServer.start((exchange, body) -> mode == CassetteMode.RECORD
                    ? record(loaded, model, exchange, body)
                    : replay(loaded, exchange, body));
        }
        return server.url();
    }

    /**
     * Fails if a request had no recorded answer, or could not be recorded, since this was last asked.
     *
     * @throws AssertionError with what differs
     */
    public synchronized void verify() {
        if (!faults.isEmpty()) {
            String text = String.join("\n\n", faults);
            faults.clear();
            throw new AssertionError(text + "\n\nTo record anew: -D" + CassetteMode.PROPERTY + "=record");
        }
    }

    /** Stops listening; what was recorded is written. May be called twice, and the cassette be used again. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
        if (mode == CassetteMode.RECORD && tape != null) {
            CassetteFile.write(file, tape.interactions());
        }
        tape = null;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ofClass = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            verify();
        } finally {
            if (!ofClass) {
                close();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
        verify();
    }

    private Tape load() {
        if (mode == CassetteMode.RECORD) {
            return new Tape(List.of());
        }
        if (!Files.exists(file)) {
            throw new CassetteException("there is no cassette " + file + " to replay; record one with -D"
                    + CassetteMode.PROPERTY + "=record");
        }
        return new Tape(CassetteFile.read(file));
    }

    private RecordedResponse replay(Tape played, HttpExchange exchange, byte[] body) {
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> scrubber.learn(name, value)));
        RecordedRequest request = RecordedRequest.of(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), body, scrubber);
        return played.play(request).orElseGet(() -> {
            String fault = "cassette " + file + ": " + played.explain(request);
            add(fault);
            return CassetteServer.error(NOT_RECORDED, fault);
        });
    }

    private RecordedResponse record(Tape recorded, Upstream model, HttpExchange exchange, byte[] body)
            throws InterruptedException {
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> scrubber.learn(name, value)));
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().toString();
        try {
            RecordedResponse response = model.send(method, path, exchange.getRequestHeaders(), body);
            recorded.add(new Interaction(
                    RecordedRequest.of(method, path, body, scrubber),
                    new RecordedResponse(response.status(), response.headers(), scrubber.response(response.body()))));
            return response;
        } catch (IOException e) {
            String fault = "cassette " + file + ": " + method + " " + scrubber.path(path) + " was not recorded, since "
                    + upstream + " did not answer: " + e;
            add(fault);
            return CassetteServer.error(UPSTREAM_FAILED, fault);
        }
    }

    private synchronized void add(String fault) {
        faults.add(fault);
    }

    /** Collects the settings of a cassette. Not for use by several threads. */
    public static final class Builder {
        private final Path file;
        private final URI upstream;
        private final List<Pattern> patterns = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();
        private @Nullable CassetteMode mode;

        private Builder(Path file, URI upstream) {
            this.file = requireNonNull(file, "file");
            this.upstream = requireNonNull(upstream, "upstream");
            if (upstream.getHost() == null) {
                throw new IllegalArgumentException("upstream must be a URL with a host, but is " + upstream);
            }
        }

        /** Sets the mode, whatever property and environment say. */
        public Builder mode(CassetteMode cassetteMode) {
            this.mode = requireNonNull(cassetteMode, "mode");
            return this;
        }

        /** Hides what a pattern finds in paths and bodies, beside keys and the values of headers that hold secrets. */
        public Builder scrub(Pattern pattern) {
            patterns.add(requireNonNull(pattern, "pattern"));
            return this;
        }

        /** Recognises requests without these JSON fields, at whatever depth, such as a random request id. */
        public Builder ignoreFields(String... names) {
            ignored.addAll(List.of(names));
            return this;
        }

        /**
         * Returns the cassette.
         *
         * @throws CassetteException if property or environment name no mode
         */
        public Cassette build() {
            return new Cassette(this);
        }
    }
}
