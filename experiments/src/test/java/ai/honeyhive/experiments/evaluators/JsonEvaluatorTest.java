// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEvaluatorTest {
    private static final String SCHEMA = """
            {"type": "object", "required": ["city"], "properties": {"city": {"type": "string"},
            "people": {"type": "integer", "minimum": 0}}, "additionalProperties": false}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":[2,3]}   | {\"b\":[2,3],\"a\":1.0} | true  | ''",
                "[1,2]               | [2,1]               | false | '/0: 2 expected, but it is 1'",
                "[1,2]               | [1,2,3]             | false | '3 items expected, but there are 2'",
                "{\"a\":{\"x/y\":null}} | {\"a\":{\"x/y\":0}}   | false | '/a/x~1y: 0 expected, but it is null'",
                "{\"a\":1}             | {\"a\":1,\"b\":2}     | false | '/b: 2 expected, but it is missing'",
                "{\"a\":1,\"b\":2}     | {\"a\":1}             | false | '\"b\" is not expected'",
                "\"1\"               | 1                   | false | '1 expected, but it is \"1\"'",
                "12345678901234567890 | 12345678901234567891 | false | "
                        + "'12345678901234567891 expected, but it is 12345678901234567890'"
            })
    void jsonEqual_comparesValues(String answer, String truth, boolean equal, String reason) {
        Score score = JsonEvaluator.jsonEqual().score(answer, Datapoint.of(Map.of(), truth));

        assertThat(score).isNotNull();
        assertThat(score.value()).isEqualTo(equal);
        assertThat(score.explanation().orElse("")).isEqualTo(reason);
    }

    @Test
    void jsonEqual_objects_areWrittenAsJson() throws Exception {
        record City(String name, List<Integer> years) {}
        Map<String, Object> truth = Map.of("name", "Lima", "years", List.of(1535));

        assertThat(JsonEvaluator.jsonEqual().score(new City("Lima", List.of(1535)), Datapoint.of(Map.of(), truth)))
                .isEqualTo(Score.of(true));
        assertThat(JsonEvaluator.<City>jsonEqual(City::years)
                        .groundTruth("years")
                        .score(new City("x", List.of(1535)), Datapoint.of(Map.of(), truth)))
                .isEqualTo(Score.of(true));
    }

    @Test
    void jsonEqual_noJson_isNotEqual_andNoTruth_isNoScore() {
        Evaluator<Object> evaluator = JsonEvaluator.jsonEqual();
        Datapoint truth = Datapoint.of(Map.of(), "{}");

        assertThat(valueOf(evaluator, "{} trailing", truth)).isEqualTo(false);
        assertThat(valueOf(evaluator, "", truth)).isEqualTo(false);
        assertThat(valueOf(evaluator, null, truth)).isEqualTo(false);
        assertThat(valueOf(evaluator, "{}", Datapoint.of(Map.of()))).isNull();
    }

    private static Object valueOf(Evaluator<Object> evaluator, Object output, Datapoint datapoint) {
        try {
            Score score = evaluator.score(output, datapoint);
            return score == null ? null : score.value();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void jsonSchema_validates_andSaysWhatIsWrong() throws Exception {
        Evaluator<Object> evaluator = JsonEvaluator.jsonSchema(SCHEMA);

        assertThat(evaluator.score("{\"city\": \"Lima\", \"people\": 10}", Datapoint.of(Map.of())))
                .isEqualTo(Score.of(true));
        assertThat(evaluator.score(Map.of("city", "Lima"), Datapoint.of(Map.of())))
                .isEqualTo(Score.of(true));
        Score wrong = evaluator.score("{\"people\": -1, \"x\": 2}", Datapoint.of(Map.of()));
        assertThat(wrong.value()).isEqualTo(false);
        assertThat(wrong.explanation().orElseThrow()).contains("city", "people", "minimum");
        assertThat(evaluator.score("Lima", Datapoint.of(Map.of())).explanation().orElseThrow())
                .startsWith("no JSON");
        assertThat(evaluator.score(null, Datapoint.of(Map.of())).value()).isEqualTo(false);
        assertThatThrownBy(() -> JsonEvaluator.jsonSchema("no schema")).hasMessageStartingWith("the schema is no JSON");
    }

    @Test
    void jsonSchema_referenceToElsewhere_isNotFetched() {
        Evaluator<Object> evaluator = JsonEvaluator.jsonSchema("{\"$ref\": \"http://localhost:1/schema.json\"}");

        assertThatThrownBy(() -> evaluator.score("{}", Datapoint.of(Map.of())))
                .hasStackTraceContaining("http://localhost:1/schema.json")
                .satisfies(failure -> assertThat(failure).hasNoSuppressedExceptions())
                .satisfies(failure -> assertThat(stack(failure)).doesNotContain("ConnectException", "java.net.Socket"));
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void embeddings_areComparedByTheirAngle() throws Exception {
        EmbeddingFunction lengths = text -> new double[] {text.length(), 3};
        Evaluator<Object> evaluator = EmbeddingEvaluator.embeddingSimilarity(lengths);

        assertThat((double) evaluator
                        .score("four", Datapoint.of(Map.of(), List.of("x", "0123")))
                        .value())
                .isCloseTo(1, within(1e-12));
        assertThat(evaluator.score("four", Datapoint.of(Map.of()))).isNull();
        assertThat(evaluator.score(" ", Datapoint.of(Map.of(), "x"))).isNull();
        assertThat(EmbeddingFunction.cosine(new double[] {1, 0}, new double[] {0, 2}))
                .isZero();
        assertThat(EmbeddingFunction.cosine(new double[] {1, 2}, new double[] {-2, -4}))
                .isCloseTo(-1, within(1e-12));
        assertThat(EmbeddingFunction.ofFloats(text -> new float[] {0.5f}).embed("x"))
                .containsExactly(0.5);
        assertThatThrownBy(() -> EmbeddingFunction.cosine(new double[] {0}, new double[] {1}))
                .hasMessageContaining("no direction");
        assertThatThrownBy(() -> EmbeddingFunction.cosine(new double[1], new double[2]))
                .hasMessageContaining("not of one model");
    }
}
