// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.server.HoneyHiveServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One browser for a test class and an empty server of its own for each test, or one server for all of them; without a
 * browser the class is skipped.
 */
final class BrowserAndServer implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final System.Logger LOGGER = System.getLogger(BrowserAndServer.class.getName());

    private final boolean onDisk;
    private final boolean shared;
    private @Nullable Path directory;
    private @Nullable Chromium chromium;
    private @Nullable HoneyHiveServer server;

    BrowserAndServer() {
        this(false, false);
    }

    private BrowserAndServer(boolean onDisk, boolean shared) {
        this.onDisk = onDisk;
        this.shared = shared;
    }

    /** With servers that have data folders, which are gone after their test. */
    static BrowserAndServer onDisk() {
        return new BrowserAndServer(true, false);
    }

    /** With one server for all tests of the class, which has a data folder. */
    static BrowserAndServer shared() {
        return new BrowserAndServer(true, true);
    }

    Page page() {
        return new Page(requireNonNull(chromium).driver(), url());
    }

    ServerData data() {
        return new ServerData(url());
    }

    String url() {
        return requireNonNull(server).url().toString();
    }

    void stopServer() {
        requireNonNull(server).close();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        chromium = Chromium.start().orElse(null);
        if (chromium == null) {
            LOGGER.log(System.Logger.Level.WARNING, Chromium.MISSING);
        }
        Assumptions.assumeTrue(chromium != null, Chromium.MISSING);
        if (shared) {
            startServer();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!shared) {
            startServer();
        }
        page().forgetTheLogs();
    }

    private void startServer() throws IOException {
        HoneyHiveServer.Builder builder = HoneyHiveServer.builder();
        if (onDisk) {
            directory = Files.createTempDirectory("honeyhive-page");
            builder.dataDirectory(directory);
        } else {
            builder.inMemory();
        }
        server = builder.build().start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        requireNonNull(chromium).driver().get("about:blank");
        if (!shared) {
            closeServer();
        }
    }

    private void closeServer() throws IOException {
        requireNonNull(server).close();
        if (directory != null) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (shared && server != null) {
            closeServer();
        }
    }
}
