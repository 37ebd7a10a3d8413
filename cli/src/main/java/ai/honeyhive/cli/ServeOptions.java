// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.server.HoneyHiveServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a server is reached by others, and what it tells those who run it. */
final class ServeOptions {
    private static final String PASSWORD = "HIVE_TLS_PASSWORD";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgt]?)b?");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen on; others than loopback need a key (hive keys create). Default: 127.0.0.1")
    @Nullable String host;

    @Option(names = "--require-key", description = "Ask for a key on loopback, too.")
    boolean requireKey;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Address under which the server is reached, or whose pages may send to it, such as"
                    + " https://hive.example.com. May be given several times.")
    List<String> origins = List.of();

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description =
                    "Speak TLS, with the certificate of this PKCS12 or JKS file. Its password is in the environment"
                            + " as " + PASSWORD + " or in the file of --tls-password-file.")
    @Nullable Path keyStore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "Whose first line is the key store's password.")
    @Nullable Path passwordFile;

    @Option(
            names = "--path-prefix",
            paramLabel = "PATH",
            description = "Path below which a reverse proxy shows the server, such as /hive.")
    @Nullable String pathPrefix;

    @Option(
            names = "--trust-forwarded",
            description = "Believe X-Forwarded-Prefix and X-Forwarded-Proto: behind a proxy that sets them.")
    boolean trustForwarded;

    @Option(
            names = "--request-memory",
            paramLabel = "SIZE",
            description =
                    "Memory that all requests under way may take together, such as 256m; beyond it they are answered"
                            + " 429. Default: half of the heap")
    @Nullable String requestMemory;

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            description = "Remove sessions that ended longer ago than this by themselves; those of runs stay as long as"
                    + " the run. Default: keep everything")
    @Nullable Integer keepDays;

    @Option(
            names = "--keep-bytes",
            paramLabel = "SIZE",
            description =
                    "Remove the oldest sessions by themselves while a project's data takes more than this, such as"
                            + " 10g; those of runs stay. Default: keep everything")
    @Nullable String keepBytes;

    @Option(names = "--access-log", description = "Log every request.")
    boolean accessLog;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "plain",
            description = "plain, or json for one object a line. Default: ${DEFAULT-VALUE}")
    LogFormat logFormat = LogFormat.plain;

    /** By the names that users write. */
    @SuppressWarnings("JavaCase")
    enum LogFormat {
        plain,
        json
    }

    void apply(HoneyHiveServer.Builder server) {
        if (host != null) {
            server.host(host);
        }
        if (requireKey) {
            server.requireKeys();
        }
        origins.forEach(server::allowOrigin);
        if (keyStore != null) {
            server.tls(keyStore, password());
        }
        if (pathPrefix != null) {
            server.pathPrefix(pathPrefix);
        }
        if (trustForwarded) {
            server.trustForwarded();
        }
        if (requestMemory != null) {
            server.requestMemory(bytes("--request-memory", requestMemory));
        }
        if (keepDays != null) {
            if (keepDays < 1) {
                throw new CommandFailure("--keep-days " + keepDays + " is too few: keep at least 1");
            }
            server.keepFor(Duration.ofDays(keepDays));
        }
        if (keepBytes != null) {
            server.keepBytes(bytes("--keep-bytes", keepBytes));
        }
        if (accessLog) {
            server.accessLog();
        }
    }

    private String password() {
        if (passwordFile != null) {
            try {
                List<String> lines = Files.readAllLines(passwordFile, StandardCharsets.UTF_8);
                return lines.isEmpty() ? "" : lines.get(0);
            } catch (IOException e) {
                throw new CommandFailure("the password file " + passwordFile + " cannot be read", e);
            }
        }
        String password = System.getenv(PASSWORD);
        if (password == null) {
            throw new CommandFailure(
                    "the key store needs a password: set " + PASSWORD + ", or give --tls-password-file");
        }
        return password;
    }

    static long bytes(String option, String size) {
        Matcher matcher = SIZE.matcher(size.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new CommandFailure(option + " " + size + " is no size: write it like 256m or 1g");
        }
        int shift =
                switch (matcher.group(2)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    case "g" -> 30;
                    case "t" -> 40;
                    default -> 0;
                };
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
