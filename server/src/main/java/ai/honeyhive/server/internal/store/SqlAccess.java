// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

/**
 * Questions of users in SQL, over the views of {@link SqlViews} and nothing else. That nothing is written and nothing else
 * is read must be held by the database itself, whatever the statement looks like: SQLite by a connection that cannot write
 * and the opened trees of the compiled statement, a database with roles by a role that may read the views, in a read-only
 * transaction. Thread-safe.
 */
public interface SqlAccess {
    /**
     * Runs one statement.
     *
     * @throws SqlRefusedException if it is not a question, goes beyond a limit, or the database does not understand it
     * @throws StoreBusyException if too many are running
     * @throws StoreException if the database failed
     */
    SqlResult query(SqlQuery query);
}
