// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records the calls that tests make to a model, and replays them: tests that are quick, free and the same every time. It is an
 * endpoint on loopback; give {@link #url()} to the model's client as its base URL, whichever client that is.
 *
 * <p>As an extension, in a static field with {@code @RegisterExtension}, it fails each test in which a request had no recorded
 * answer, with the difference to the nearest request that was recorded, even if the code under test swallowed the error; if
 * tests run at once, the failure may show up at another of them. Without JUnit, {@link #verify()} and {@link #close()} do the
 * same. Requests are the same if method, path, query and body are; of bodies in JSON the order of fields does not matter.
 * Streamed answers are recorded and replayed as a whole. Thread-safe.
 */
public final class Cassette
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
    private static final int NOT_RECORDED = 400; // no client asks again after it
    private static final int UPSTREAM_FAILED = 502;

    private final Path file;
    private final URI upstream;
    private final CassetteMode mode;
    private final Scrubber scrubber;
    private final @Nullable Recorder
            recorder; // lasts longer than the server, or a second class would overwrite the first
    private final Map<String, String> faults = new LinkedHashMap<>(); // by the key of their request; guarded by this
    private @Nullable CassetteServer server; // guarded by this
    private int classes; // that are running; guarded by this

    private Cassette(Builder builder) {
        this.file = builder.file;
        this.upstream = builder.upstream;
        this.mode = builder.mode == null ? CassetteMode.configured() : builder.mode;
        this.scrubber = new Scrubber(builder.patterns, builder.ignored);
        this.recorder = mode == CassetteMode.RECORD ? new Recorder(new Upstream(upstream), scrubber) : null;
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
            Deck deck = recorder == null ? player() : recorder;
            server = CassetteServer.start(call -> answer(deck, call));
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
            String text = String.join("\n\n", faults.values());
            faults.clear();
            throw new AssertionError("cassette " + file + ": " + text
                    + (mode == CassetteMode.REPLAY
                            ? "\n\nTo record anew: -D" + CassetteMode.PROPERTY + "=record"
                            : ""));
        }
    }

    /**
     * Stops listening. What was recorded is written, unless a request could not be recorded: the file stays as it is then. May
     * be called twice, and the cassette be used again: it plays from its beginning, or goes on recording.
     *
     * @throws CassetteException if it cannot be written
     */
    @Override
    public synchronized void close() {
        if (server == null) {
            return;
        }
        server.stop();
        server = null;
        if (recorder != null && recorder.complete()) {
            CassetteFile.write(file, recorder.interactions());
        }
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes++;
    }

    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        if (classes == 0) {
            throw new CassetteException("the cassette " + file
                    + " has to be in a static field: one a test would write the file over that of the test before");
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        verify();
    }

    /** A class may hold others that are nested, or share the field of its superclass. */
    @Override
    public synchronized void afterAll(ExtensionContext context) {
        classes--;
        if (classes == 0) {
            close();
        }
        verify();
    }

    private Player player() {
        if (!Files.exists(file)) {
            throw new CassetteException("there is no cassette " + file + " to replay; record one with -D"
                    + CassetteMode.PROPERTY + "=record");
        }
        return new Player(CassetteFile.read(file));
    }

    private RecordedResponse answer(Deck deck, Call call) throws InterruptedException {
        RecordedRequest request = scrubber.scrub(call);
        try {
            RecordedResponse response = deck.answer(call, request);
            forgive(request);
            return response;
        } catch (CassetteException e) {
            String fault = String.valueOf(e.getMessage());
            add(request, fault);
            return CassetteServer.error(mode == CassetteMode.RECORD ? UPSTREAM_FAILED : NOT_RECORDED, fault);
        }
    }

    private synchronized void add(RecordedRequest request, String fault) {
        faults.put(request.key(), fault);
    }

    /** A client that asked again, and got its answer, lacks nothing. */
    private synchronized void forgive(RecordedRequest request) {
        faults.remove(request.key());
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
            if (!upstream.toString().matches("https?://[^/?#@]+(/[^?#]*)?")) {
                throw new IllegalArgumentException(
                        "upstream must be an http or https URL without user, query and fragment, such as"
                                + " https://api.openai.com, but is " + upstream);
            }
            this.upstream = URI.create(upstream.toString().replaceFirst("/+$", ""));
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
