// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

/** Another process listens on the port that the server was told to use. */
public final class PortInUseException extends ServerStartException {
    private static final long serialVersionUID = 1;

    private final int port;

    PortInUseException(int port, Throwable cause) {
        super(
                "port " + port + " is in use by another process: stop that process, or choose another port"
                        + " (0 takes any free one)",
                cause);
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
