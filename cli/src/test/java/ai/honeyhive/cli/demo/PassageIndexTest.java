// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageIndexTest {
    private static final List<Passage> PASSAGES = List.of(
            new Passage("p-bees", "Beehives", "Hives travel at night. Bees are asleep then."),
            new Passage("p-dogs", "Dogs", "A dog stays on a lead. Dogs travel free."),
            new Passage("p-cats", "Cats", "A cat stays in its carrier. Cats travel free."));

    @Test
    void search_termsInOnePassage_putsItFirst() {
        try (var index = new PassageIndex(PASSAGES)) {
            List<ScoredPassage> found = index.search("Must the dogs be on leads?", 3);

            assertThat(found.get(0).passage().id()).isEqualTo("p-dogs");
            assertThat(found).extracting(ScoredPassage::score).allMatch(score -> score > 0);
            assertThat(found).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
        }
    }

    @Test
    void search_moreMatchesThanAskedFor_returnsTheBest() {
        try (var index = new PassageIndex(PASSAGES)) {
            assertThat(index.search("a cat that travels", 1))
                    .extracting(found -> found.passage().id())
                    .containsExactly("p-cats");
        }
    }

    @Test
    void search_noTermInCommon_findsNothing() {
        try (var index = new PassageIndex(PASSAGES)) {
            assertThat(index.search("zeppelin", 3)).isEmpty();
            assertThat(index.search("?", 3)).isEmpty();
        }
    }

    @Test
    void search_zeroPassages_isRefused() {
        try (var index = new PassageIndex(PASSAGES)) {
            assertThatThrownBy(() -> index.search("dog", 0)).hasMessage("k is 0, must be at least 1");
        }
    }

    @Test
    void inverseDocumentFrequency_rareTerm_weighsMore() {
        try (var index = new PassageIndex(PASSAGES)) {
            assertThat(index.inverseDocumentFrequency("dog")).isGreaterThan(index.inverseDocumentFrequency("travel"));
            assertThat(index.inverseDocumentFrequency("travel")).isPositive();
        }
    }
}
