// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What of the server's log is printed, and how. */
final class ServerLogging {
    /** Kept, since the log manager forgets loggers that nobody holds. */
    private static final Logger REQUESTS = Logger.getLogger("ai.honeyhive.server.requests");

    private ServerLogging() {}

    static void configure(ServeOptions options) {
        if (options.accessLog) {
            REQUESTS.setLevel(Level.INFO);
        }
        if (options.logFormat == ServeOptions.LogFormat.json) {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.setFormatter(new JsonLogFormatter());
            }
        }
    }
}
