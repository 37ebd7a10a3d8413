// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.server.HoneyHiveServer;
import java.util.concurrent.CountDownLatch;

/** Keeps a server running until the process is told to end, then lets it drain. */
final class UntilStopped {
    private UntilStopped() {}

    static void await(HoneyHiveServer server) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "honeyhive-drain"));
        never.await();
    }
}
