// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.datasets.ExternalIds;
import ai.honeyhive.datasets.PythonJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which row of an older dataset each row of a newer one was. */
final class DatasetDiff {
    private static final int NONE = -1;

    /** For each newer row the place of the older one, or {@link #NONE}. */
    private final int[] origins;

    private final List<Datapoint> older;
    private final List<Datapoint> newer;

    private DatasetDiff(List<Datapoint> older, List<Datapoint> newer) {
        this.older = older;
        this.newer = newer;
        this.origins = new int[newer.size()];
        Arrays.fill(origins, NONE);
    }

    static DatasetDiff of(List<Datapoint> older, List<Datapoint> newer) {
        var diff = new DatasetDiff(older, newer);
        Map<String, Deque<Integer>> known = new HashMap<>();
        for (int i = 0; i < older.size(); i++) {
            known.computeIfAbsent(key(older.get(i)), key -> new ArrayDeque<>()).add(i);
        }
        for (int i = 0; i < newer.size(); i++) {
            Deque<Integer> places = known.get(key(newer.get(i)));
            if (places != null && !places.isEmpty()) {
                diff.origins[i] = places.remove();
            }
        }
        diff.findNamed();
        return diff;
    }

    /** Rows that had no id and say now the one that they had by their content. */
    private void findNamed() {
        Map<String, Integer> unnamed = new HashMap<>();
        removed().stream()
                .filter(place -> !ExternalIds.hasOwn(older.get(place).toMap()))
                .forEach(place -> unnamed.put(older.get(place).id(), place));
        for (int i = 0; i < newer.size(); i++) {
            if (origins[i] < 0 && ExternalIds.hasOwn(newer.get(i).toMap())) {
                Integer place =
                        unnamed.remove(ExternalIds.datapoint(newer.get(i).toMap(), 0));
                origins[i] = place == null ? NONE : place;
            }
        }
    }

    /** The id if the row says one, else the content. */
    static String key(Datapoint datapoint) {
        return ExternalIds.hasOwn(datapoint.toMap())
                ? "id " + ExternalIds.datapoint(datapoint.toMap(), 0)
                : content(datapoint);
    }

    static String content(Datapoint datapoint) {
        return PythonJson.write(datapoint.toMap());
    }

    /** Returns the place of the older row; negative if there was none. */
    int origin(int place) {
        return origins[place];
    }

    boolean isChanged(int place) {
        return origins[place] >= 0 && !content(newer.get(place)).equals(content(older.get(origins[place])));
    }

    /** Returns the places of older rows that are gone. */
    List<Integer> removed() {
        boolean[] stays = new boolean[older.size()];
        for (int origin : origins) {
            if (origin >= 0) {
                stays[origin] = true;
            }
        }
        List<Integer> removed = new ArrayList<>();
        for (int i = 0; i < stays.length; i++) {
            if (!stays[i]) {
                removed.add(i);
            }
        }
        return removed;
    }

    DatasetChanges changes() {
        int added = 0;
        int changed = 0;
        boolean reordered = false;
        int last = NONE;
        for (int i = 0; i < origins.length; i++) {
            if (origins[i] < 0) {
                added++;
                continue;
            }
            changed += isChanged(i) ? 1 : 0;
            reordered |= origins[i] < last;
            last = origins[i];
        }
        return new DatasetChanges(added, changed, removed().size(), origins.length - added - changed, reordered);
    }
}
