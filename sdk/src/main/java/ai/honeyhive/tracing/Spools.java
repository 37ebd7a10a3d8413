// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.internal.export.Spool;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the spool folder of a tracer: one for each server and key, so that nothing is sent to the wrong account. */
final class Spools {
    private Spools() {}

    static @Nullable Spool open(Settings settings) {
        Path directory = settings.export().spoolDirectory();
        if (directory == null) {
            return null;
        }
        try {
            return Spool.open(
                    directory.resolve(account(settings)), settings.export().maxSpoolSize());
        } catch (IOException e) {
            throw new HoneyHiveConfigurationException(List.of("spoolDirectory " + directory + " cannot be used (" + e
                    + "): pass a folder that this process may write to spoolDirectory(...) or HH_SPOOL_DIR"));
        }
    }

    private static String endpoint(@Nullable URI otlpEndpoint) {
        return otlpEndpoint == null ? "" : "|" + otlpEndpoint;
    }

    private static String account(Settings settings) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((settings.serverUrl() + "|" + settings.apiKey()
                                    + endpoint(settings.export().otlpEndpoint()))
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
