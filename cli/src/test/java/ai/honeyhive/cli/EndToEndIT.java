// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.HoneyHiveTracerBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Against the local server. */
class EndToEndIT extends EndToEndPatterns {
    @TempDir
    Path data;

    private HoneyHiveServer server;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().dataDirectory(data).port(0).build().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder()
                .serverUrl(server.url().toString())
                .apiKey("local")
                .project("end-to-end");
    }
}
