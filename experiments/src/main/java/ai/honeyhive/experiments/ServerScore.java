// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one row say of a metric that the server computes.
 *
 * @param value null if there is none
 * @param reason why it is what it is, or why there is none; null if that is not said
 * @param ofTask whether the task's own event says it, so that nothing more is to be expected
 */
record ServerScore(
        State state, @Nullable Object value, @Nullable String reason, boolean ofTask) {
    /** How far the server has come. */
    enum State {
        /** It has not said anything final. */
        PENDING,
        /** There is nothing to score in the task's event, such as outputs. */
        UNSCORED,
        /** It has tried in vain. */
        FAILED,
        /** There is a value. */
        SCORED
    }

    static final ServerScore NOTHING_YET = new ServerScore(State.PENDING, null, null, false);

    /**
     * What the task's event says; if it says nothing, the others: one alone, or the mean of numbers. They are no proof that
     * the task's event will have none: the session may have the same name, and is scored apart from it.
     */
    static ServerScore of(List<Event> events, String metric) {
        ServerScore best = NOTHING_YET;
        List<Object> numbers = new ArrayList<>();
        for (Event event : events) {
            boolean task = event.parentId().filter(event.sessionId()::equals).isPresent();
            ServerScore score = of(event, metric, task);
            if (task && score.state != State.PENDING) {
                return score;
            }
            if (score.value instanceof Number || score.value instanceof Boolean) {
                numbers.add(score.value);
            }
            if (score.state.compareTo(best.state) > 0 || best.reason == null) {
                best = score;
            }
        }
        return numbers.size() < 2 ? best : new ServerScore(State.SCORED, RecordedRow.one(numbers), null, false);
    }

    private static ServerScore of(Event event, String metric, boolean task) {
        Object value = event.metrics().get(metric);
        if (value != null && Score.isScalar(value)) {
            String why = event.metrics().get(metric + "_explanation") instanceof String text ? text : null;
            return new ServerScore(State.SCORED, value, why, task);
        }
        if (!(event.metadata().get("evaluations") instanceof Map<?, ?> evaluations)
                || !(evaluations.get(metric) instanceof Map<?, ?> account)) {
            return NOTHING_YET;
        }
        String reason = account.get("reason") instanceof String text ? text : null;
        State state = State.PENDING;
        if ("failed".equals(account.get("status"))) {
            state = State.FAILED;
        } else if (task && "unscored".equals(account.get("status"))) { // a session that began empty says it, too
            state = State.UNSCORED;
        }
        return new ServerScore(state, null, reason, task);
    }

    /** Whether a row with it is no longer waited for. */
    boolean isEnough() {
        return ofTask ? state != State.PENDING : state == State.SCORED;
    }
}
