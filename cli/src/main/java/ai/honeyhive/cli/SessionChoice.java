// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventFilter;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.HoneyHiveClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sessions are chosen, and which of their events stand for them. */
final class SessionChoice {
    private static final int PAGE = 1_000;

    @Option(
            names = "--filter",
            paramLabel = "CONDITION",
            description = {
                "Only sessions with an event, or that themselves, meet this condition; several conditions must be met by"
                        + " the same event. FIELD OPERATOR VALUE: metadata.tenant=acme, feedback.rating>3,"
                        + " event_name=\"answer\", config.model ~ gpt, error exists. Operators: = != ~ (contains) !~ > <"
                        + " after before, exists, missing."
            })
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--text",
            paramLabel = "WORDS",
            description = "Only sessions with an event that has these words (a local server finds them).")
    private @Nullable String text;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only events that began then or later: 2026-03-01, 2026-03-01T10:00:00Z, or 24h or 7d ago.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only events that began then or earlier. Default: now")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Sessions at most, the latest ones. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(
            names = "--event-name",
            paramLabel = "NAME",
            description = "Take the events of this name in the sessions. Default: the sessions themselves.")
    private @Nullable String eventName;

    @Option(
            names = "--event-type",
            paramLabel = "TYPE",
            description = "Take the events of this type in the sessions: model, tool or chain.")
    private @Nullable String eventType;

    /**
     * What was chosen.
     *
     * @param sessions how many sessions
     * @param eventIds the events that have inputs, in the order of their sessions' starts
     * @param withoutInputs how many events have no inputs, of which no row can be made
     */
    record Chosen(int sessions, List<String> eventIds, int withoutInputs) {}

    /** Checks the options before anything is asked. */
    Plan plan() {
        if (limit < 1) {
            throw CommandFailure.broken("--limit " + limit + " must be at least 1", null);
        }
        if (eventType != null && !Set.of("model", "tool", "chain").contains(eventType)) {
            throw CommandFailure.broken("--event-type " + eventType + " is not model, tool or chain", null);
        }
        Instant now = Instant.now();
        Instant first = from == null ? null : Moments.option("--from", from, now);
        Instant last = to == null ? now : Moments.option("--to", to, now);
        if (first != null && first.isAfter(last)) {
            throw CommandFailure.broken("--from " + from + " is after --to " + (to == null ? "now" : to), null);
        }
        return new Plan(filters.stream().map(EventCondition::parse).toList(), first, last);
    }

    /** The choice as it can be asked for. */
    final class Plan {
        private final List<EventFilter> conditions;
        private final @Nullable Instant first;
        private final Instant last;

        private Plan(List<EventFilter> conditions, @Nullable Instant first, Instant last) {
            this.conditions = conditions;
            this.first = first;
            this.last = last;
        }

        Chosen find(HoneyHiveClient client) {
            List<String> sessions = sessions(client);
            List<String> ids = new ArrayList<>();
            int[] empty = {0};
            for (String session : sessions) {
                List<String> ofSession = new ArrayList<>();
                events(client, session, event -> {
                    if (event.inputs().isEmpty()) {
                        empty[0]++;
                    } else {
                        ofSession.add(event.id());
                    }
                });
                Collections.reverse(ofSession);
                ids.addAll(ofSession);
            }
            return new Chosen(sessions.size(), ids, empty[0]);
        }

        /** The latest that match, oldest of them first, so that later ones go to the end of a dataset. */
        private List<String> sessions(HoneyHiveClient client) {
            EventQuery.Builder query = EventQuery.builder().to(last);
            conditions.forEach(query::filter);
            if (first != null) {
                query.from(first);
            }
            if (text != null) {
                query.field("text", text);
            }
            if (conditions.isEmpty() && text == null) {
                query.filter(is("event_type", "session"));
            }
            Set<String> found = new LinkedHashSet<>();
            walk(client, query.projections("event_id", "session_id", "start_time"), event -> {
                found.add(event.sessionId());
                return found.size() < limit;
            });
            List<String> sessions = new ArrayList<>(found);
            Collections.reverse(sessions);
            return sessions;
        }

        /** Those that stand for a session, latest first. */
        private void events(HoneyHiveClient client, String session, Consumer<Event> taker) {
            EventQuery.Builder query = EventQuery.builder().sessionId(session);
            if (eventName == null && eventType == null) {
                query.filter(is("event_type", "session"));
            }
            if (eventName != null) {
                query.filter(is("event_name", eventName));
            }
            if (eventType != null) {
                query.filter(is("event_type", eventType));
            }
            walk(client, query.projections("event_id", "session_id", "start_time", "inputs"), event -> {
                taker.accept(event);
                return true;
            });
        }

        private static EventFilter is(String field, String value) {
            return EventFilter.text(field, EventFilter.Operator.IS, value);
        }
    }

    private static void walk(HoneyHiveClient client, EventQuery.Builder query, Predicate<Event> more) {
        for (int page = 1; ; page++) {
            List<Event> events =
                    client.events().export(query.limit(PAGE).page(page).build()).events();
            for (Event event : events) {
                if (!more.test(event)) {
                    return;
                }
            }
            if (events.size() < PAGE) {
                return;
            }
        }
    }
}
