// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.store.ChangeApplier;
import ai.honeyhive.server.internal.store.ChangeApplier.Touched;
import ai.honeyhive.server.internal.store.CommitListener;
import ai.honeyhive.server.internal.store.StoreBusyException;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.StoreFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Whatever has gathered while a commit was under way goes into the next one together; each
 * caller waits for the commit that holds its changes. A request that fails in a group is tried again by itself, so it
 * takes no other with it.
 */
final class GroupWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GroupWriter.class.getName());
    private static final int MAX_GROUP = 4_096;
    /** Who sends a batch as soon as its last is acknowledged is back before this, and need not wait for the index. */
    private static final long QUIET_MILLIS = 250;
    /** Where writers are never quiet, the index takes a step this often, when nothing waits, */
    private static final long STEP_NANOS = 100_000_000;
    /** and leaves them this many times as long as its last step took. */
    private static final int WRITERS_SHARE = 9;

    private final SqlDatabase database;
    private @Nullable Connection connection; // of the writing thread; null when it was lost
    private SqlTables tables; // of the writing thread
    private volatile boolean watching;
    private SearchIndex index; // of the writing thread
    private boolean quiet; // of the writing thread: nothing came for a while
    private long nextStep = System.nanoTime() + STEP_NANOS; // of the writing thread
    private final LongSupplier clock;
    private final CommitListener listener;
    private final int maxWaiting;
    private final Thread thread;

    private final Object lock = new Object();
    private final Deque<Request<?>> waiting = new ArrayDeque<>(); // guarded by lock
    private int weight; // guarded by lock: changes in waiting
    private boolean closed; // guarded by lock
    private long searches; // guarded by lock: so many asked for the index to catch up
    private long searchable; // guarded by lock: so many of them need not wait any more

    /**
     * Starts the writing thread.
     *
     * @param maxWaiting how many changes may wait before writes are refused
     */
    GroupWriter(SqlDatabase database, int maxWaiting, LongSupplier clock, CommitListener listener) throws SQLException {
        this.database = database;
        Connection first = database.writer();
        this.connection = first;
        this.tables = new SqlTables(first, database.dialect(), () -> watching);
        this.index = new SearchIndex(tables, database.dialect());
        this.maxWaiting = maxWaiting;
        this.clock = clock;
        this.listener = listener;
        this.thread = new Thread(this::run, "honeyhive-store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a request does inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(SqlTables tables, ChangeApplier applier, Set<String> runIds) throws SQLException;
    }

    /** From now on events that arrive or change are noted, or are not. */
    void watch(boolean on) {
        watching = on;
    }

    void write(List<Change> changes) {
        if (!changes.isEmpty()) {
            write(changes, all -> {});
        }
    }

    /** Does more in the same transaction. */
    void write(List<Change> changes, Consumer<SqlTables> more) {
        List<Change> ready = changes.stream().map(GroupWriter::encoded).toList();
        submit(new Request<Boolean>(
                Math.max(1, ready.size()),
                true,
                (all, applier, runIds) -> {
                    ready.forEach(applier::apply);
                    more.accept(all);
                    return true;
                },
                new CompletableFuture<>()));
    }

    /** Done in the caller's thread, since there is one only that writes. */
    private static Change encoded(Change change) {
        return change instanceof Change.Put put ? put.encoded() : change;
    }

    /** Runs work in a transaction of its own. */
    <T> T alone(Work<T> work) {
        return submit(new Request<>(1, false, work, new CompletableFuture<>()));
    }

    private <T> T submit(Request<T> request) {
        synchronized (lock) {
            if (closed) {
                throw new StoreException("the store is closed");
            }
            // One large request is let through when nothing waits, or it could never be written.
            if (weight > 0 && weight + request.weight > maxWaiting) {
                throw new StoreBusyException("the store is busy: " + weight + " changes are waiting to be written");
            }
            weight += request.weight;
            waiting.add(request);
            lock.notifyAll();
        }
        try {
            return request.done.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean ofStore = cause instanceof StoreException || StoreFault.of(cause) != StoreFault.OTHER;
            if (cause instanceof RuntimeException refusal && !ofStore) {
                throw refusal; // of the caller's own work, which the caller understands
            }
            throw new StoreException("could not be stored: " + cause.getMessage(), cause);
        }
    }

    /**
     * Waits until all that was committed before this call can be searched.
     *
     * @return false if that takes longer than the limit
     */
    boolean awaitIndexed(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            long mine = ++searches;
            lock.notifyAll();
            while (searchable < mine) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0 || closed) {
                    return false;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** How many changes wait now. */
    int waiting() {
        synchronized (lock) {
            return weight;
        }
    }

    int maxWaiting() {
        return maxWaiting;
    }

    private void run() {
        while (true) {
            List<Request<?>> group = take();
            try {
                if (!group.isEmpty()) {
                    commit(group);
                    index.changed();
                }
                synchronized (lock) {
                    if (closed && waiting.isEmpty()) {
                        break;
                    }
                    boolean idle = waiting.isEmpty() && (group.isEmpty() || isStepDue());
                    if (!idle && searchable == searches) {
                        continue; // what waits or may come at once is first, unless somebody waits for the index
                    }
                }
                catchUp();
            } catch (Error e) { // out of memory, say: nobody may wait for a thread that is gone
                fail(group, e);
                throw e;
            }
        }
        if (connection != null) {
            abandon(connection);
        }
    }

    private boolean isStepDue() {
        return !index.isStalled() && System.nanoTime() - nextStep > 0;
    }

    private void fail(List<Request<?>> group, Error e) {
        group.forEach(request -> request.done.completeExceptionally(e));
        synchronized (lock) {
            closed = true;
            waiting.forEach(request -> request.done.completeExceptionally(e));
            waiting.clear();
        }
    }

    /** Brings the index some way on, and lets those go who wait for what it has. */
    private void catchUp() {
        long asked;
        synchronized (lock) {
            asked = searches;
        }
        long began = System.nanoTime();
        try {
            Connection open = connect();
            index.step();
            open.commit();
        } catch (SQLException | RuntimeException e) { // of an event that is damaged, say: writing goes on
            rollback(e);
            index.stall(e);
        }
        long ended = System.nanoTime();
        nextStep = ended + Math.max(STEP_NANOS, WRITERS_SHARE * (ended - began));
        if (index.isUpToDate()) {
            synchronized (lock) {
                searchable = asked;
                lock.notifyAll();
            }
        }
    }

    /** Waits for requests; none are returned when there is something else to do. */
    private List<Request<?>> take() {
        synchronized (lock) {
            while (waiting.isEmpty()) {
                boolean behind = !index.isStalled() && (!index.isUpToDate() || searchable < searches);
                if (closed || (behind && (searchable < searches || quiet))) {
                    return List.of();
                }
                try {
                    lock.wait(behind ? QUIET_MILLIS : 0);
                    quiet = true;
                } catch (InterruptedException e) { // nobody but us has this thread; closing goes by the flag
                    closed = true;
                }
            }
            List<Request<?>> group = new ArrayList<>();
            int changes = 0;
            while (!waiting.isEmpty() && changes < MAX_GROUP) {
                if (!group.isEmpty() && !(waiting.getFirst().groupable && group.get(0).groupable)) {
                    break;
                }
                Request<?> request = waiting.removeFirst();
                group.add(request);
                changes += request.weight;
            }
            weight -= changes;
            quiet = false;
            return group;
        }
    }

    private void commit(List<Request<?>> group) {
        Touched touched;
        try {
            touched = transact(group);
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            if (group.size() == 1 || StoreFault.of(e).keepsAllWaiting()) {
                group.forEach(request -> request.done.completeExceptionally(e));
            } else {
                group.forEach(request -> commit(List.of(request)));
            }
            return;
        }
        group.forEach(Request::complete);
        listener.committed(touched.sessionIds(), touched.runIds());
    }

    private Touched transact(List<Request<?>> group) throws SQLException {
        Connection open = connect();
        tables.begin();
        var applier = new ChangeApplier(tables, clock.getAsLong());
        Set<String> runIds = new HashSet<>();
        for (Request<?> request : group) {
            request.run(tables, applier, runIds);
        }
        Touched touched = applier.finish();
        open.commit();
        runIds.addAll(touched.runIds());
        return new Touched(touched.sessionIds(), runIds);
    }

    /** The connection, a new one if the last was lost. */
    private Connection connect() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.writer();
            connection = open;
            tables = new SqlTables(open, database.dialect(), () -> watching);
            index = new SearchIndex(tables, database.dialect());
            LOG.log(System.Logger.Level.INFO, "the database is open again");
        }
        return open;
    }

    private void rollback(Exception cause) {
        tables.rolledBack();
        Connection open = connection;
        if (open == null) {
            return;
        }
        if (isLost(cause)) {
            LOG.log(System.Logger.Level.WARNING, "the database is gone; each write tries to reach it again", cause);
            connection = null;
            abandon(open);
            return;
        }
        try {
            open.rollback();
        } catch (SQLException e) {
            // SQLite ends the transaction itself when the disk is full, behind its driver's back: nothing can be
            // committed on such a connection any more.
            LOG.log(System.Logger.Level.DEBUG, "a failed transaction could not be rolled back", e);
            connection = null;
            abandon(open);
        }
    }

    private boolean isLost(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && database.dialect().isConnectionLost(e)) {
                return true;
            }
        }
        return false;
    }

    private static void abandon(Connection lost) {
        try {
            lost.close();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a lost connection could not be closed", e);
        }
    }

    /** Writes what was accepted, then ends. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) { // what was accepted is written first
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Request<T> {
        private final int weight;
        private final boolean groupable;
        private final Work<T> work;
        private final CompletableFuture<T> done;
        private @Nullable T result;

        private Request(int weight, boolean groupable, Work<T> work, CompletableFuture<T> done) {
            this.weight = weight;
            this.groupable = groupable;
            this.work = work;
            this.done = done;
        }

        private void run(SqlTables tables, ChangeApplier applier, Set<String> runIds) throws SQLException {
            result = work.run(tables, applier, runIds);
        }

        private void complete() {
            done.complete(requireNonNull(result, "completed before it ran"));
        }
    }
}
