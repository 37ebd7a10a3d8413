// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Hangs up on clients that send the head of a request byte by byte. The idle time-out does not see them, since each byte
 * starts it anew.
 */
final class SlowHeads extends AbstractLifeCycle {
    private static final long LOOK_MILLIS = 5_000;

    private final Server server;
    private final long limitNanos;
    private final Map<EndPoint, Waiting> waiting = new WeakHashMap<>(); // of the scheduler's thread, one look at a time
    private Scheduler.@Nullable Task next;

    SlowHeads(Server server, long limitMillis) {
        this.server = server;
        this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    }

    /** A connection that has no request under way: how many it had, how much it had sent, and since when it sends the next. */
    private record Waiting(long requests, long bytes, long since, boolean sending) {}

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected synchronized void doStop() {
        if (next != null) {
            next.cancel();
        }
    }

    private synchronized void schedule() {
        next = server.getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        for (Connector connector : server.getConnectors()) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                look(endPoint, now);
            }
        }
        if (isRunning()) {
            schedule();
        }
    }

    private void look(EndPoint endPoint, long now) {
        Connection connection = endPoint.getConnection();
        if (connection instanceof SslConnection tls) {
            connection = tls.getSslEndPoint().getConnection();
        }
        if (connection == null || connection.getMessagesIn() != connection.getMessagesOut()) {
            waiting.remove(endPoint); // it is being answered
            return;
        }
        Waiting before = waiting.get(endPoint);
        long requests = connection.getMessagesIn();
        long bytes = connection.getBytesIn();
        if (before == null || before.requests() != requests) {
            // A new connection sends from its first byte on; one that has just been answered may pause.
            waiting.put(endPoint, new Waiting(requests, bytes, now, requests == 0));
        } else if (!before.sending() && bytes != before.bytes()) {
            waiting.put(endPoint, new Waiting(requests, bytes, now, true));
        } else if (before.sending() && now - before.since() > limitNanos) {
            endPoint.close();
        }
    }
}
