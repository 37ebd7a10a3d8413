// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which event of a session is below which. Events whose ancestors do not lead to the session are right below it. Works
 * without recursion: chains may be long.
 */
public final class SessionOutline {
    private static final int ROOT = -1;

    private final List<Node> nodes;
    private final int[] parents;
    private final List<List<Integer>> children = new ArrayList<>();
    private final List<Integer> roots = new ArrayList<>();

    /**
     * One event.
     *
     * @param place by which its store finds it
     * @param parentId null, as what is shown, if there is no such event in the session
     */
    public record Node(long place, String eventId, @Nullable String parentId) {
        private Node orphaned() {
            return new Node(place, eventId, null);
        }
    }

    /** Is told of a tree from the top down. */
    public interface Visitor {
        void enter(Node node);

        void leave();
    }

    /** @param nodes the events below the session, in the order in which siblings shall stand */
    public SessionOutline(List<Node> nodes) {
        this.parents = new int[nodes.size()];
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            places.put(nodes.get(i).eventId(), i);
            children.add(List.of());
        }
        for (int i = 0; i < nodes.size(); i++) {
            String parent = nodes.get(i).parentId();
            parents[i] = parent == null ? ROOT : places.getOrDefault(parent, ROOT);
        }
        this.nodes = IntStream.range(0, parents.length)
                .mapToObj(i -> parents[i] == ROOT ? nodes.get(i).orphaned() : nodes.get(i))
                .toList();
        boolean[] rooted = rooted();
        for (int i = 0; i < nodes.size(); i++) {
            if (parents[i] == ROOT || !rooted[i]) {
                roots.add(i);
            } else {
                if (children.get(parents[i]).isEmpty()) {
                    children.set(parents[i], new ArrayList<>());
                }
                children.get(parents[i]).add(i);
            }
        }
    }

    /** Shows every event once, and says after its descendants that it is left. */
    public void visit(Visitor visitor) {
        Deque<int[]> open = new ArrayDeque<>(); // whose children, and the next of them
        open.push(new int[] {ROOT, 0});
        while (!open.isEmpty()) {
            int[] place = open.getFirst();
            List<Integer> siblings = place[0] == ROOT ? roots : children.get(place[0]);
            if (place[1] < siblings.size()) {
                int child = siblings.get(place[1]++);
                visitor.enter(nodes.get(child));
                open.push(new int[] {child, 0});
            } else {
                open.pop();
                if (place[0] != ROOT) {
                    visitor.leave();
                }
            }
        }
    }

    /** False for events on or below a circle of parents. */
    private boolean[] rooted() {
        boolean[] rooted = new boolean[parents.length];
        boolean[] known = new boolean[parents.length];
        int[] path = new int[parents.length];
        for (int i = 0; i < parents.length; i++) {
            int length = 0;
            int current = i;
            while (current != ROOT && !known[current]) {
                known[current] = true; // met again on the way up, it is a circle
                path[length++] = current;
                current = parents[current];
            }
            boolean result = current == ROOT || rooted[current];
            for (int step : Arrays.copyOf(path, length)) {
                rooted[step] = result;
            }
        }
        return rooted;
    }
}
