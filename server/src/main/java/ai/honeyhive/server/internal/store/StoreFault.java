// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.sql.SQLException;
import tools.jackson.core.JacksonException;

/** What is wrong with a database, as far as its own words tell; said to clients, so it names no file and no statement. */
public enum StoreFault {
    FULL("the disk is full"),
    LOCKED("another program holds the database"),
    DAMAGED("the database is damaged"),
    GONE("the database cannot be reached"),
    OTHER("the database failed");

    private static final int SQLITE_CODE = 0xff; // what is above says where it happened

    private final String message;

    StoreFault(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }

    /** Whether it takes a while each time to find that it is still so: then no other write is tried after one that failed. */
    public boolean keepsAllWaiting() {
        return this == LOCKED || this == GONE;
    }

    /** Finds out what made something fail. */
    public static StoreFault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                String state = e.getSQLState();
                return state == null ? ofSqlite(e.getErrorCode() & SQLITE_CODE) : ofState(state);
            }
            if (cause instanceof JacksonException) {
                return DAMAGED; // what is stored was JSON when it was written
            }
        }
        return OTHER;
    }

    /** <a href="https://www.sqlite.org/rescode.html">SQLite's result codes</a>. */
    private static StoreFault ofSqlite(int code) {
        return switch (code) {
            case 5, 6 -> LOCKED;
            case 11, 26 -> DAMAGED;
            case 13 -> FULL;
            case 14 -> GONE;
            default -> OTHER;
        };
    }

    /** <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error codes</a>. */
    private static StoreFault ofState(String code) {
        if (code.equals("53100")) {
            return FULL;
        }
        if (code.equals("55P03")) {
            return LOCKED;
        }
        if (code.equals("XX001") || code.equals("XX002")) {
            return DAMAGED;
        }
        return code.startsWith("08") || code.startsWith("57P") ? GONE : OTHER;
    }
}
