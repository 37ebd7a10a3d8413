// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends events at a steady rate, whatever the server takes for each. */
final class LiveUpdates {
    private static final int CONNECTIONS = 8;

    private LiveUpdates() {}

    /** What one of the updates sends. */
    interface Update {
        void send(int number) throws Exception;
    }

    /** A new event below one of the sessions, in turn. */
    static Update eventsOf(ServerData data, String... sessions) {
        return number -> {
            String session = sessions[number % sessions.length];
            data.event(
                    session,
                    session,
                    "tool",
                    "lookup " + number,
                    data.now(),
                    3,
                    Map.of("outputs", Map.of("n", number)));
        };
    }

    /** Sends so many a second for so long; gives how many would have been answered in that time at the rate that was reached. */
    static int send(int perSecond, int seconds, Update update) throws Exception {
        long start = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        int wanted = perSecond * seconds;
        var next = new AtomicInteger();
        Callable<Boolean> connection = () -> {
            for (int number = next.getAndIncrement(); number < wanted; number = next.getAndIncrement()) {
                long due = start + number * gap;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                update.send(number);
            }
            return true;
        };
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (Future<Boolean> each : connections.invokeAll(Collections.nCopies(CONNECTIONS, connection))) {
                each.get();
            }
        } finally {
            connections.shutdown();
        }
        return (int) (wanted * TimeUnit.SECONDS.toNanos(seconds) / Math.max(System.nanoTime() - start, 1));
    }
}
