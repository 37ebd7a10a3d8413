// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One real PostgreSQL for all tests of this JVM, as durable as in earnest; each test has a schema of its own. */
public final class TestPostgres {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres running; // guarded by the class

    private TestPostgres() {}

    /** The URL of the database; skips the test where there are no binaries for the platform. */
    public static synchronized String url() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        Assumptions.assumeTrue(
                linux && System.getProperty("os.arch").equals("amd64"), "PostgreSQL binaries are for Linux on amd64");
        EmbeddedPostgres server = running;
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL does not start", e);
            }
            running = server;
        }
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** The URL of a new database beside it, for servers, which choose their schemas themselves. */
    public static String freshDatabase() {
        String url = url();
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be made", e);
        }
        return url.replaceFirst("/postgres(?=\\?|$)", "/" + name);
    }

    public static String freshSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }
}
