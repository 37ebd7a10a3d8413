// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlainValuesTest {
    private static Map<String, Object> flatten(Object value) {
        Map<String, Object> leaves = new HashMap<>();
        PlainValues.flatten("k", value, key -> key, new PlainValues.Leaves() {
            @Override
            public void text(String key, String text) {
                leaves.put(key, text);
            }

            @Override
            public void whole(String key, long whole) {
                leaves.put(key, whole);
            }

            @Override
            public void decimal(String key, double decimal) {
                leaves.put(key, decimal);
            }

            @Override
            public void bool(String key, boolean bool) {
                leaves.put(key, bool);
            }
        });
        return leaves;
    }

    @Test
    void flatten_scalars_keepTheirKind() {
        assertThat(flatten("text")).containsEntry("k", "text");
        assertThat(flatten((byte) 1)).containsEntry("k", 1L);
        assertThat(flatten(0.1f)).containsEntry("k", 0.1);
        assertThat(flatten(BigInteger.TEN)).containsEntry("k", 10L);
        assertThat(flatten(BigInteger.TEN.pow(30))).containsEntry("k", "1" + "0".repeat(30));
        assertThat(flatten(new BigDecimal("2.50")).get("k").toString()).startsWith("2.5");
        assertThat(flatten('c')).containsEntry("k", "c");
        assertThat(flatten(Optional.of(3))).containsEntry("k", 3L);
        assertThat(flatten(Optional.empty())).isEmpty();
        assertThat(flatten(null)).isEmpty();
        UUID id = UUID.randomUUID();
        assertThat(flatten(id)).containsEntry("k", id.toString());
        assertThat(flatten(Instant.EPOCH)).containsEntry("k", "1970-01-01T00:00:00Z");
    }

    @Test
    void flatten_lists_skipNullButKeepTheIndex() {
        assertThat(flatten(Arrays.asList("a", null, Set.of(true))))
                .containsOnly(Map.entry("k.0", "a"), Map.entry("k.2.0", true));
    }

    @Test
    void flatten_brokenGetter_leavesAMarkerNotAnException() {
        assertThat(flatten(new Broken()).get("k").toString())
                .contains("not serializable")
                .contains("Broken");
    }

    @Test
    void flatten_tooMuch_isCutAndSaysSo() {
        List<Integer> many = IntStream.range(0, 100_000).boxed().toList();

        Map<String, Object> leaves = flatten(many);

        assertThat(leaves).hasSize(PlainValues.MAX_LEAVES);
        assertThat(leaves.values()).anyMatch(value -> value.toString().contains("cut: more than"));
        assertThat(TextLimit.cut("x".repeat(3 << 20), 1 << 20))
                .hasSizeLessThan((1 << 20) + 100)
                .contains("cut: 2097152 of 3145728 characters");
        assertThat(TextLimit.cut("a😀😀😀b", 4)).startsWith("a").endsWith("b").doesNotContain("?");
    }

    @Test
    void cut_betweenTheHalvesOfAPair_keepsBothOrNeither() {
        String text = "\ud83d\ude00".repeat(1000);
        for (int limit = 1; limit < 40; limit++) {
            assertThat(TextLimit.wellFormed(TextLimit.cut(text, limit))).isEqualTo(TextLimit.cut(text, limit));
        }
        assertThat(TextLimit.wellFormed("a\ud83db\ude00")).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    @Timeout(10)
    void flatten_emptyListsInListsOfLists_endsSoon() {
        List<Object> level = List.of();
        for (int i = 0; i < 12; i++) {
            level = Collections.nCopies(100, level); // 100 to the power of 12 visits
        }

        assertThat(flatten(level)).isEmpty();
        assertThat(PlainValues.snapshot("k", level, key -> key, (key, value) -> value))
                .isNotNull();
    }

    @Test
    void flatten_whatCanBeReadOnlyOnce_isNamedButNotUsedUp() {
        Iterator<String> iterator = List.of("a").iterator();
        Stream<String> stream = Stream.of("a");
        InputStream bytes = new ByteArrayInputStream(new byte[] {7});

        assertThat(flatten(Map.of("i", iterator, "s", stream, "b", bytes, "h", new Holder(iterator)))
                        .values())
                .hasSize(4)
                .allMatch(value -> value.toString().startsWith("[not read: "));

        assertThat(iterator).hasNext();
        assertThat(stream).containsExactly("a");
    }

    /** Read by Jackson. */
    public record Holder(Iterator<String> items) {}

    @Test
    void size_ofPlainValues_isAboutTheirCharacters() {
        assertThat(PlainValues.size(Map.of("k", List.of("x".repeat(1_000), 1L))))
                .isBetween(1_000L, 1_100L);
    }

    @Test
    void snapshot_laterChanges_doNotReachIt() {
        List<String> inner = new ArrayList<>(List.of("a"));
        Map<String, Object> map = new HashMap<>(Map.of("inner", inner));

        Object snapshot = PlainValues.snapshot("k", map, key -> key, (key, value) -> value);
        inner.add("b");
        map.put("late", 1);

        assertThat(snapshot).isEqualTo(Map.of("inner", List.of("a")));
    }

    /** Read by Jackson. */
    public static final class Broken {
        @SuppressWarnings("DoNotCallSuggester") // throwing is its purpose
        public String getName() {
            throw new IllegalStateException("broken");
        }
    }
}
