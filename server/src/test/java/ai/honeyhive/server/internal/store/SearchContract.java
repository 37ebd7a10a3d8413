// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import static ai.honeyhive.server.internal.store.Events.event;
import static ai.honeyhive.server.internal.store.Events.failed;
import static ai.honeyhive.server.internal.store.Events.patch;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.store.search.SearchText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How every store finds events by words and values. */
public abstract class SearchContract {
    private static final double T0 = 1_790_000_000_000.0;

    private Store store;

    protected abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            quokka                  | a
            QUOKKA wallaby          | a
            wallab*                 | a
            wall                    |
            creme brulee            | b
            東京                     | c
            京                       | c
            timeout-error           | b
            name of                 | a b c
            nested deep             | a
            "nested deep"           | a
            "deep nested"           |
            "a Wallaby"             | a
            "quokka wallaby"        |
            wallab* "a quokka"      | a
            "brûlée timeout"        |
            "東京"                   | c
            "京東"                   |
            "quokka                 | a
            "*                      | a b c
            """, delimiter = '|', quoteCharacter = '~')
    void search_words_findsNamesErrorsInputsAndOutputs(String text, @Nullable String expected) {
        write(
                new Change.Put(event(
                        "a",
                        "s1",
                        null,
                        EventType.TOOL,
                        T0 + 3,
                        "{\"inputs\":{\"q\":\"Is a quokka a Wallaby?\"},"
                                + "\"outputs\":{\"list\":[{\"x\":\"nested deep\"}]}}")),
                new Change.Put(failed(
                        event("b", "s1", null, EventType.TOOL, T0 + 2, "{\"outputs\":{\"a\":\"Crème brûlée\"}}"),
                        "timeout error")),
                new Change.Put(event("c", "s1", null, EventType.TOOL, T0 + 1, "{\"inputs\":{\"q\":\"東京タワー\"}}")));

        assertThat(found(List.of(), text)).containsExactly(expected == null ? new String[0] : expected.split(" ", -1));
    }

    @Test
    void search_wordsOfWhatChangedOrWent_areUpToDate() {
        write(new Change.Put(event("a", "s1", null, EventType.TOOL, T0, "{\"outputs\":{\"a\":\"before\"}}")));
        write(new Change.Put(event("b", "s1", null, EventType.TOOL, T0 + 1, "{\"outputs\":{\"a\":\"before\"}}")));
        assertThat(found(List.of(), "before")).containsExactly("b", "a");

        write(new Change.Enrich(patch("a", "{\"outputs\":{\"a\":\"after\"}}")));
        store.events().deleteEvent("b");

        assertThat(found(List.of(), "before")).isEmpty();
        assertThat(found(List.of(), "after")).containsExactly("a");
        write(new Change.Put(event("c", "s1", null, EventType.TOOL, T0 + 2, "{\"outputs\":{\"a\":\"before\"}}")));
        assertThat(found(List.of(), "before")).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            metadata.tenant    | STRING  | t7    | a
            metadata.tenant    | ANY     | T7    |
            metadata.n         | NUMBER  | 1.0   | a b
            metadata.n         | ANY     | 1     | a b
            metadata.n         | STRING  | 1     | b
            metadata.list      | STRING  | [1,2] | a
            metadata.list.1    | NUMBER  | 2     | a
            metadata.a.b       | STRING  | dots  | a b
            feedback.ok        | BOOLEAN | TRUE  | b
            metrics.score      | NUMBER  | 0.50  | a
            config.model       | ANY     | m     | b
            metadata.none      | STRING  | x     |
            """, delimiter = '|')
    void search_valuesOfBuckets_areFoundExactly(
            String field, EventFilter.Type type, String value, @Nullable String expected) {
        write(
                new Change.Put(event(
                        "a",
                        "s1",
                        null,
                        EventType.TOOL,
                        T0 + 2,
                        "{\"metadata\":{\"tenant\":\"t7\",\"n\":1.0,\"list\":[1,2],\"a\":{\"b\":\"dots\"}},"
                                + "\"metrics\":{\"score\":0.5}}")),
                new Change.Put(event(
                        "b",
                        "s1",
                        null,
                        EventType.TOOL,
                        T0 + 1,
                        "{\"metadata\":{\"tenant\":\"t8\",\"n\":\"1\",\"a.b\":\"dots\"},\"feedback\":{\"ok\":true},"
                                + "\"config\":{\"model\":\"m\"}}")));

        assertThat(found(List.of(new EventFilter(field, EventFilter.Operator.IS, type, value)), ""))
                .containsExactly(expected == null ? new String[0] : expected.split(" ", -1));
    }

    @Test
    void search_eventWithThousandsOfValues_isFoundByTheLastToo() {
        String values = IntStream.range(0, 5_000)
                .mapToObj(i -> "\"k" + i + "\":\"v" + i + "\"")
                .collect(Collectors.joining(",", "{\"metadata\":{", "}}"));
        write(new Change.Put(event("a", "s1", null, EventType.TOOL, T0, values)));

        assertThat(found(
                        List.of(new EventFilter(
                                "metadata.k4999", EventFilter.Operator.IS, EventFilter.Type.STRING, "v4999")),
                        ""))
                .containsExactly("a");
    }

    private List<String> found(List<EventFilter> filters, String text) {
        var page = store.events().search(new EventQuery(filters, null, null, 10, 1, SearchText.parse(text)));
        assertThat(page.total()).isEqualTo(page.events().size());
        return page.events().stream()
                .filter(event -> !event.isSession())
                .map(Event::eventId)
                .toList();
    }

    private void write(Change... changes) {
        store.events().write(List.of(changes));
    }
}
