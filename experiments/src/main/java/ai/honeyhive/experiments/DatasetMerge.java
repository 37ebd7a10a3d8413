// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.datasets.ExternalIds;
import ai.honeyhive.experiments.DatasetSync.Change;
import ai.honeyhive.experiments.DatasetSync.Conflict;
import ai.honeyhive.experiments.DatasetSync.Kind;
import ai.honeyhive.experiments.DatasetSync.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of two datasets with what happened to each since they were the same. What only one side did is done; where both
 * did different things, one is preferred or there is a conflict. The order is the file's, unless only the server's is new.
 */
final class DatasetMerge {
    private static final String FIRST = "";

    private final List<Change> changes = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Dataset merged;

    /** @param before content by key, of what both were; see {@link #contents(Dataset)} */
    DatasetMerge(Map<String, String> before, Dataset file, Dataset server, @Nullable Side preferred) {
        Map<String, Datapoint> here = keyed(file);
        Map<String, Datapoint> there = keyed(server);
        Map<String, Datapoint> stays = new HashMap<>();
        Set<String> keys = new LinkedHashSet<>(here.keySet());
        keys.addAll(there.keySet());
        for (String key : keys) {
            Datapoint mine = here.get(key);
            Datapoint theirs = there.get(key);
            Side winner = winner(key, before.get(key), mine, theirs, preferred);
            Datapoint row = winner == Side.FILE ? mine : theirs;
            if (row != null) {
                stays.put(key, row);
            }
        }
        boolean leads = !sameOrder(before.keySet(), here.keySet()) || sameOrder(before.keySet(), there.keySet());
        List<String> order = leads
                ? interleaved(here.keySet(), there.keySet(), stays.keySet())
                : interleaved(there.keySet(), here.keySet(), stays.keySet());
        this.merged = Dataset.of(order.stream()
                .map(key -> Objects.requireNonNull(stays.get(key)))
                .toList());
    }

    Dataset merged() {
        return merged;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    List<Conflict> conflicts() {
        return List.copyOf(conflicts);
    }

    /** The content of each row, by what it is recognised by: its id if it says one, else the content. */
    static Map<String, String> contents(Dataset dataset) {
        Map<String, String> contents = new LinkedHashMap<>();
        keyed(dataset).forEach((key, row) -> contents.put(key, content(row)));
        return contents;
    }

    private static Map<String, Datapoint> keyed(Dataset dataset) {
        Map<String, Datapoint> rows = new LinkedHashMap<>();
        for (Datapoint row : dataset) {
            String key = ExternalIds.hasOwn(row.toMap()) ? "id " + row.id() : content(row);
            String unique = key;
            for (int again = 2; rows.containsKey(unique); again++) {
                unique = key + " " + again;
            }
            rows.put(unique, row);
        }
        return rows;
    }

    private static String content(Datapoint row) {
        return ExternalIds.content(row.toMap());
    }

    private Side winner(
            String key,
            @Nullable String before,
            @Nullable Datapoint mine,
            @Nullable Datapoint theirs,
            @Nullable Side preferred) {
        String here = mine == null ? null : content(mine);
        String there = theirs == null ? null : content(theirs);
        if (Objects.equals(here, there)) {
            return Side.FILE;
        }
        Side winner = preferred;
        if (Objects.equals(there, before)) {
            winner = Side.FILE;
        } else if (Objects.equals(here, before)) {
            winner = Side.SERVER;
        }
        String id = Objects.requireNonNull(mine == null ? theirs : mine, key).id();
        if (winner == null) {
            conflicts.add(new Conflict(id, Optional.ofNullable(mine), Optional.ofNullable(theirs)));
            return Side.FILE;
        }
        String lost = winner == Side.FILE ? there : here;
        boolean gone = (winner == Side.FILE ? here : there) == null;
        changes.add(new Change(winner, gone ? Kind.REMOVED : lost == null ? Kind.ADDED : Kind.CHANGED, id));
        return winner;
    }

    private static boolean sameOrder(Set<String> before, Set<String> now) {
        List<String> left = before.stream().filter(now::contains).toList();
        return left.equals(now.stream().filter(before::contains).toList());
    }

    /** The keys that stay, in the order of one side; those that only the other has, behind the same ones as there. */
    private static List<String> interleaved(Set<String> lead, Set<String> other, Set<String> stays) {
        Map<String, List<String>> behind = new HashMap<>();
        String anchor = FIRST;
        for (String key : other) {
            if (lead.contains(key)) {
                anchor = key;
            } else if (stays.contains(key)) {
                behind.computeIfAbsent(anchor, known -> new ArrayList<>()).add(key);
            }
        }
        List<String> order = new ArrayList<>(behind.getOrDefault(FIRST, List.of()));
        for (String key : lead) {
            if (stays.contains(key)) {
                order.add(key);
            }
            order.addAll(behind.getOrDefault(key, List.of()));
        }
        return order;
    }
}
