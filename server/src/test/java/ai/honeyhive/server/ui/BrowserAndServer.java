// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.server.HoneyHiveServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One browser for a test class and an empty server of its own for each test; without a browser the class is skipped. */
final class BrowserAndServer implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final System.Logger LOGGER = System.getLogger(BrowserAndServer.class.getName());

    private @Nullable Chromium chromium;
    private @Nullable HoneyHiveServer server;

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
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server = HoneyHiveServer.builder().inMemory().build().start();
        page().forgetTheLogs();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        requireNonNull(chromium).driver().get("about:blank");
        requireNonNull(server).close();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }
}
