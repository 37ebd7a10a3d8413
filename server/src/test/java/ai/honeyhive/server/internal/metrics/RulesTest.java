// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What each kind of rule says of an event. */
class RulesTest {
    private final MetricModels none = MetricModels.of(null, null, (model, in, out) -> null, () -> 0);

    @AfterEach
    void close() {
        none.close();
    }

    private Verdict score(String criteria, String event) {
        return Rules.parse(criteria).score(EventView.alone((ObjectNode) Json.read(event)), none);
    }

    private static String outputs(String outputs) {
        return "{\"outputs\":" + outputs
                + ",\"feedback\":{\"ground_truth\":{\"answer\":\"Paris\"}},\"duration\":120.5}";
    }

    @ParameterizedTest(name = "{0} on {1} gives {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"contains","any":["Lyon","Paris"]}                            | {"result":"In Paris."}       | true
            {"kind":"contains","any":["Lyon","Nice"]}                             | {"result":"In Paris."}       | false
            {"kind":"contains","all":["In","Paris"]}                              | {"content":"In Paris."}      | true
            {"kind":"contains","all":["In","paris"]}                              | {"content":"In Paris."}      | false
            {"kind":"contains","all":["in","paris"],"case_sensitive":false}       | {"content":"In Paris."}      | true
            {"kind":"contains","none":["sorry"]}                                  | {"text":"I am sorry"}        | false
            {"kind":"contains","any":["Paris"],"none":["sorry"]}                  | {"a":"Paris","b":1}          | true
            {"kind":"regex","pattern":"[0-9]{3}"}                                 | {"result":"room 101"}        | true
            {"kind":"regex","pattern":"[0-9]{3}","match":"whole"}                 | {"result":"room 101"}        | false
            {"kind":"regex","pattern":"ROOM","case_sensitive":false}              | {"result":"room 101"}        | true
            {"kind":"regex","pattern":"room (\\\\d+)","group":1}                  | {"result":"room 101"}        | "101"
            {"kind":"range","min":1,"max":5}                                      | {"result":5}                 | true
            {"kind":"range","min":1,"max":5}                                      | {"result":"5.01"}            | false
            {"kind":"range","of":"duration","max":121}                            | {}                           | true
            {"kind":"range","of":"duration"}                                      | {}                           | 120.5
            {"kind":"range","measure":"length","max":3}                           | {"result":"été"}             | true
            {"kind":"range","measure":"length"}                                   | {"result":"😀😀"}            | 2.0
            {"kind":"range","measure":"words"}                                    | {"result":" two  words "}    | 2.0
            {"kind":"range","of":"outputs.l","measure":"length"}                  | {"l":[1,2,3]}                | 3.0
            {"kind":"equality"}                                                   | {"result":"Paris"}           | true
            {"kind":"equality"}                                                   | {"result":" paris "}         | false
            {"kind":"equality","normalize":true}                                  | {"result":" pARIS "}         | true
            {"kind":"equality","of":"outputs.n","value":1}                        | {"n":1.0}                    | true
            {"kind":"equality","of":"outputs.n","value":{"a":[1]}}                | {"n":{"a":[1.0]}}            | true
            {"kind":"equality","with":"feedback.ground_truth.answer"}             | {"result":"Lyon"}            | false
            {"kind":"json_path","path":"$.items[*].price","count":true}           | {"items":[{"price":1},{"price":2}]} | 2.0
            {"kind":"json_path","path":"$.items[1].price"}                        | {"items":[{"price":1},{"price":2}]} | 2
            {"kind":"json_path","path":"$..price","equals":2}                     | {"items":[{"price":1},{"price":2}]} | true
            {"kind":"json_path","path":"$.items[?(@.price > 3)]","exists":true}   | {"items":[{"price":1},{"price":2}]} | false
            {"kind":"json_path","path":"$.a","exists":false}                      | {"b":1}                      | true
            {"kind":"json_path","of":"outputs.content","path":"$.ok","equals":true} | {"content":"{\\"ok\\":true}"} | true
            {"kind":"json_path","of":"outputs.content","path":"$.ok","exists":true} | {"content":"no JSON"}      | false
            {"kind":"json_path","of":"event","path":"$.feedback.ground_truth.answer","equals":"Paris"} | {}      | true
            {"kind":"json_valid"}                                                 | {"role":"assistant","content":"{\\"a\\":1}"} | true
            {"kind":"json_valid"}                                                 | {"content":"{\\"a\\":"}      | false
            {"kind":"json_schema","schema":{"type":"object","required":["a"]}}    | {"content":"{\\"a\\":1}"}    | true
            {"kind":"json_schema","schema":{"type":"object","required":["a"]}}    | {"b":1}                      | false
            {"kind":"word_similarity"}                                            | {"result":"paris!"}          | 1.0
            {"kind":"word_similarity","min":0.1}                                  | {"result":"Lyon"}            | false
            """)
    void rule_scores(String criteria, String outputs, String expected) {
        Verdict verdict = score(criteria, outputs(outputs));

        assertThat(verdict.value()).as(String.valueOf(verdict.explanation())).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"contains\",\"none\":[\"sorry\"]}",
                "{\"kind\":\"regex\",\"pattern\":\".*\"}",
                "{\"kind\":\"range\",\"max\":3}",
                "{\"kind\":\"equality\"}",
                "{\"kind\":\"json_path\",\"path\":\"$.a\",\"exists\":false}",
                "{\"kind\":\"json_valid\"}",
                "{\"kind\":\"word_similarity\"}"
            })
    void rule_ofWhatIsNotThere_saysSoInsteadOfPassing(String criteria) {
        Verdict verdict = score(criteria, "{\"outputs\":{},\"feedback\":{\"ground_truth\":\"Paris\"}}");

        assertThat(verdict.value()).isNull();
        assertThat(verdict.explanation()).isEqualTo("the event has no outputs");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"contians","any":["a"]}              | criteria.kind must be one of contains, embedding_similarity, equality
            {}                                           | criteria.kind is missing
            {"kind":                                     | criteria is neither a program nor JSON
            {"kind":"contains"}                          | criteria.any is missing
            {"kind":"contains","any":"a"}                | criteria.any must be an array
            {"kind":"contains","any":[""]}               | criteria.any must be an array of strings that are not empty
            {"kind":"contains","al":["a"]}               | criteria.al is not known: contains takes kind, of, any, all
            {"kind":"regex"}                             | criteria.pattern is missing
            {"kind":"regex","pattern":"("}               | criteria.pattern is no regular expression
            {"kind":"regex","pattern":"a","group":1}     | criteria.group must be a whole number from 0 to 0
            {"kind":"regex","pattern":"a","match":"all"} | criteria.match must be anywhere or whole
            {"kind":"range","min":2,"max":1}             | criteria.min must not be above max
            {"kind":"range","min":"1"}                   | criteria.min must be a number
            {"kind":"range","measure":"bytes"}           | criteria.measure must be one of
            {"kind":"equality","with":"a","value":1}     | criteria.value and with exclude each other
            {"kind":"json_path","path":"$.["}            | criteria.path is no JSON path
            {"kind":"json_path","path":"$[?(@.a =~ /(a+)+$/)]"} | criteria.path must not hold a regular expression
            {"kind":"json_path","path":"$","exists":true,"count":true} | criteria.equals excludes exists and count
            {"kind":"json_schema"}                       | criteria.schema is missing
            {"kind":"json_schema","schema":{"type":"objekt"}} | criteria.schema is no JSON schema
            {"kind":"json_schema","schema":{"$ref":"http://127.0.0.1:1/x"}} | criteria.schema is no JSON schema
            {"kind":"json_schema","schema":{"type":"string","pattern":"("}} | criteria.schema is no JSON schema
            {"kind":"word_similarity","min":2}           | criteria.min must be from -1 to 1
            """)
    void definition_thatCannotWork_namesTheField(String criteria, String message) {
        assertThatThrownBy(() -> Rules.parse(criteria))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(message);
    }

    @Test
    @Timeout(20)
    void regex_madeToHang_isAnsweredAtOnce() {
        String evil = "{\"kind\":\"regex\",\"pattern\":\"^(a+)+$\"}";
        String schema = "{\"kind\":\"json_schema\",\"schema\":{\"properties\":{\"r\":{\"pattern\":\"^(a+)+$\"}}}}";
        String text = "a".repeat(100_000) + "!";

        long start = System.nanoTime();
        assertThat(score(evil, outputs("{\"r\":\"" + text + "\"}")).value()).hasToString("false");
        assertThat(score(schema, outputs("{\"r\":\"" + text + "\"}")).value()).hasToString("false");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void wordCosine_ofTexts_isThatOfTheirBags() {
        assertThat(WordCosine.of("a b", "a c")).isCloseTo(0.5, within(1e-12));
        assertThat(WordCosine.of("a a b", "b a a")).isCloseTo(1, within(1e-12));
        assertThat(WordCosine.of("", "a")).isZero();
        assertThat(WordCosine.of("", "...")).isEqualTo(1);
    }

    @Test
    void sample_isNestedAndAboutAsLargeAsAsked() {
        int ten = 0;
        for (int i = 0; i < 20_000; i++) {
            String id = "event-" + i;
            boolean inTen = Sample.holds(id, 10);
            ten += inTen ? 1 : 0;
            assertThat(Sample.holds(id, 10)).isEqualTo(inTen);
            assertThat(!inTen || Sample.holds(id, 50)).isTrue();
            assertThat(Sample.holds(id, 100)).isTrue();
            assertThat(Sample.holds(id, 0)).isFalse();
        }
        assertThat(ten).isBetween(1_800, 2_200);
    }

    @Test
    void template_fillsPlacesOnce() {
        ObjectNode event = (ObjectNode) Json.read(
                "{\"inputs\":{\"q\":\"{{outputs.a}}\"},\"outputs\":{\"a\":\"x $1 \\\\ y\",\"l\":[1]},\"error\":null}");
        var template = new PromptTemplate(
                "Q: {{inputs.q}} A: {{ outputs.a }} L: {{outputs.l.0}} N: {{outputs.none}}{{error}}.");

        assertThat(template.fill(EventView.alone(event))).isEqualTo("Q: {{outputs.a}} A: x $1 \\ y L: 1 N: .");
        assertThat(template.missing(EventView.alone(event))).containsExactly("outputs.none", "error");
    }
}
