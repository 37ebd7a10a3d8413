// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreBusyException;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.StoreFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Whether the server can do its work now, and if not, why. Thread-safe. */
final class Readiness implements AutoCloseable {
    static final long MIN_FREE_BYTES = 64L * 1024 * 1024;
    private static final int FULL_PERCENT = 90;
    private static final long ANSWER_SECONDS = 5;

    private final @Nullable Path directory;
    private final ExecutorService probes = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "honeyhive-ready");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<Boolean> pending; // guarded by this
    private volatile boolean draining;
    private volatile boolean damaged;

    /** Asks of a data directory, if there is one, whether there is space left. */
    Readiness(@Nullable Path directory) {
        this.directory = directory;
    }

    /** From now on the server is not ready any more. */
    void drain() {
        draining = true;
    }

    /** Hears why a request could not be served. Damage does not go away while the server runs. */
    void noted(StoreFault fault) {
        damaged |= fault == StoreFault.DAMAGED;
    }

    boolean isDraining() {
        return draining;
    }

    /** What is in the way; nothing if the server is ready. The schema is brought up to date before it answers at all. */
    List<String> obstacles(Store main, List<Project> open) {
        List<String> obstacles = new ArrayList<>();
        if (draining) {
            obstacles.add("the server is shutting down");
        }
        if (damaged) {
            obstacles.add(StoreFault.DAMAGED.message() + ": hive doctor tells more");
        }
        for (Project project : open) {
            Store.State state;
            try {
                state = project.store().state();
            } catch (StoreException e) {
                obstacles.add(StoreFault.of(e).message());
                continue;
            }
            if (state.maxWaiting() > 0 && state.waiting() >= (long) state.maxWaiting() * FULL_PERCENT / 100) {
                obstacles.add("the queue of writes is full");
            }
        }
        String space = shortOfSpace();
        if (space != null) {
            obstacles.add(space);
        }
        String fault = writeFault(main);
        if (fault != null) {
            obstacles.add(fault);
        }
        return obstacles;
    }

    /** Bytes left where the data is; negative if there is no such place. */
    long freeBytes() {
        try {
            return directory == null ? -1 : Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return 0; // a folder that is gone has no space either
        }
    }

    private @Nullable String shortOfSpace() {
        long free = freeBytes();
        return free >= 0 && free < MIN_FREE_BYTES
                ? "the disk is full: " + free / (1024 * 1024) + " MiB are left"
                : null;
    }

    /** Has the store begin and commit a transaction; one at a time, so that a store that hangs holds one thread only. */
    private synchronized @Nullable String writeFault(Store main) {
        Future<Boolean> probe = pending;
        if (probe == null) {
            probe = probes.submit(() -> main.documents().write(tables -> true));
        }
        try {
            pending = probe;
            probe.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            pending = null;
            return null;
        } catch (TimeoutException e) {
            return "the store does not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the store was not asked: interrupted";
        } catch (ExecutionException e) {
            pending = null;
            if (e.getCause() instanceof StoreBusyException) {
                return "the queue of writes is full";
            }
            if (e.getCause() instanceof StoreException failure) {
                return "the store cannot be written: " + StoreFault.of(failure).message();
            }
            throw new IllegalStateException("the store failed in a way it should not", e);
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
