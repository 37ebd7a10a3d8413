// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.operations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which clients have sent something, and what was refused, since the start. Bounded: the longest silent one goes first. Thread-safe. */
public final class Clients {
    private static final int MAX_KNOWN = 50;
    private static final int MAX_NAME = 100;
    private static final Pattern PRINTABLE = Pattern.compile("[^ -~]");

    private final Map<String, Client> known = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private final Map<String, Long> refusals = new LinkedHashMap<>(); // guarded by this; causes are few

    /**
     * One client.
     *
     * @param name what it calls itself, such as {@code opentelemetry/java 1.67.0}
     * @param lastSeen Unix milliseconds
     */
    public record Client(String name, long requests, long lastSeen) {}

    /** Notes a request; of clients that do not say who they are nothing is noted. */
    public synchronized void seen(@Nullable String name, long now) {
        if (name == null || name.isBlank()) {
            return;
        }
        String cleaned = PRINTABLE.matcher(name.strip()).replaceAll("?");
        String key = cleaned.length() > MAX_NAME ? cleaned.substring(0, MAX_NAME) : cleaned;
        Client before = known.get(key);
        known.put(key, new Client(key, before == null ? 1 : before.requests() + 1, now));
        if (known.size() > MAX_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
    }

    public synchronized void refused(String cause, long count) {
        refusals.merge(cause, count, Long::sum);
    }

    /** Those known, the last seen first. */
    public synchronized List<Client> list() {
        List<Client> clients = new ArrayList<>(known.values());
        clients.sort(Comparator.comparingLong(Client::lastSeen).reversed());
        return clients;
    }

    /** How often something was refused, by cause. */
    public synchronized Map<String, Long> refusals() {
        return new LinkedHashMap<>(refusals);
    }
}
