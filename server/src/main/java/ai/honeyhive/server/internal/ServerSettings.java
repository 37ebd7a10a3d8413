// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.metrics.models.ModelSettings;
import ai.honeyhive.server.internal.project.KeyRing;
import ai.honeyhive.server.internal.retention.RetentionRules;
import ai.honeyhive.server.internal.translate.Prices;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that a server is told before it starts.
 *
 * @param dataDirectory null to keep everything in memory
 * @param database where events are kept instead of in the data directory; null for there
 * @param apiKey a key of the default project that is in no file; null for none
 * @param requireKeys whether keys are asked for on loopback, too
 * @param origins under which the server is reached besides its own address
 * @param pathPrefix what a proxy has in front of every path; empty for nothing
 * @param trustForwarded whether {@code X-Forwarded-Prefix} and {@code -Proto} are believed
 * @param requestMemory bytes that all requests under way may take together
 * @param accessLog whether every request is logged
 * @param retention what is removed by itself
 * @param judge the model that metrics ask; null for none
 * @param embeddings the model that makes vectors of texts; null for none
 */
public record ServerSettings(
        String host,
        int port,
        @Nullable Path dataDirectory,
        @Nullable Database database,
        @Nullable String apiKey,
        boolean requireKeys,
        List<String> origins,
        @Nullable Tls tls,
        String pathPrefix,
        boolean trustForwarded,
        long requestMemory,
        boolean accessLog,
        Prices prices,
        RetentionRules retention,
        @Nullable ModelSettings judge,
        @Nullable ModelSettings embeddings) {
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");
    private static final Duration MIN_AGE = Duration.ofMinutes(1);
    private static final long MIN_BYTES = 16L * 1024 * 1024;
    private static final long MIN_REQUEST_MEMORY = 1024 * 1024;

    public ServerSettings {
        origins = List.copyOf(origins);
    }

    /**
     * A database elsewhere.
     *
     * @param url of JDBC
     * @param user null if the URL says it
     * @param password null if the URL says it, or none is needed
     */
    public record Database(
            String url, @Nullable String user, @Nullable String password) {
        @Override
        public String toString() { // the URL may hold a password, too
            return "Database";
        }
    }

    /** A key store, and what opens it. */
    public record Tls(Path keyStore, String password) {
        @Override
        public String toString() { // without the password
            return "Tls[" + keyStore + "]";
        }
    }

    /** Whether requests need a key: when others can reach the server, by its address or through a proxy. */
    public boolean keysRequired() {
        return apiKey != null
                || requireKeys
                || !isLoopback()
                || origins.stream().filter(ServerSettings::isOrigin).anyMatch(ServerSettings::isElsewhere);
    }

    /** Refuses what cannot work, all at once. */
    public void check() {
        List<String> faults = new ArrayList<>();
        if (port < 0 || port > 65_535) {
            faults.add("port must be from 0 to 65535, but is " + port);
        }
        if (apiKey != null && apiKey.isBlank()) {
            faults.add("apiKey must not be blank");
        }
        if (!PREFIX.matcher(pathPrefix).matches()) {
            faults.add("the path prefix must look like /hive, but is '" + pathPrefix + "'");
        }
        if (database != null && !database.url().startsWith("jdbc:postgresql:")) {
            faults.add("the database must be one of PostgreSQL: jdbc:postgresql://host:port/name");
        }
        checkRetention(faults);
        if (requestMemory < MIN_REQUEST_MEMORY) {
            faults.add("the memory for requests must be at least 1 MiB, but is " + requestMemory + " bytes");
        }
        origins.stream()
                .filter(origin -> !isOrigin(origin))
                .forEach(origin -> faults.add(
                        "an allowed origin must look like https://hive.example.com, but is '" + origin + "'"));
        if (tls != null && !Files.isReadable(tls.keyStore())) {
            faults.add("the key store " + tls.keyStore() + " cannot be read");
        }
        checkHost(faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private void checkRetention(List<String> faults) {
        Duration age = retention.maxAge();
        if (age != null && age.compareTo(MIN_AGE) < 0) {
            faults.add("sessions must be kept for at least a minute, but keepFor is " + age);
        }
        Long bytes = retention.maxBytes();
        if (bytes != null && bytes < MIN_BYTES) {
            faults.add("keepBytes must be at least 16 MiB, since an empty database takes some, but is " + bytes
                    + " bytes");
        }
        if (bytes != null && (database != null || dataDirectory == null)) {
            faults.add("keepBytes needs the database file of a data directory; "
                    + (database == null ? "in memory the number of events is bounded" : "use keepFor with PostgreSQL"));
        }
    }

    private void checkHost(List<String> faults) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            faults.add("host '" + host + "' is not known on this machine");
            return;
        }
        if (keysRequired() && apiKey == null && !hasKeys()) {
            faults.add((isLoopback() ? "keys are required" : "host '" + host + "' can be reached from other machines")
                    + ", but there is no key: create one with 'hive keys create"
                    + (dataDirectory == null ? "" : " --data " + dataDirectory)
                    + "', call builder().apiKey(...), or bind to 127.0.0.1");
        }
    }

    private boolean hasKeys() {
        if (dataDirectory == null) {
            return false;
        }
        return KeyRing.hasUsable(dataDirectory);
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isElsewhere(String origin) {
        String name = String.valueOf(URI.create(origin).getHost());
        return !(name.equals("localhost")
                || name.endsWith(".localhost")
                || name.startsWith("127.")
                || name.equals("[::1]"));
    }

    private static boolean isOrigin(String origin) {
        try {
            URI uri = URI.create(origin);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && String.valueOf(uri.getRawPath()).isEmpty()
                    && uri.getRawQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
