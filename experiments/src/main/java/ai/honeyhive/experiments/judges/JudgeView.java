// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a judge gets to see of a row: question, answer, passages and expected answer. Immutable; each step returns a view
 * that takes one thing from elsewhere.
 *
 * @param <O> type of the outputs
 */
public final class JudgeView<O> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Function<? super O, ? extends @Nullable CharSequence> answer;
    private final Function<Datapoint, ? extends @Nullable CharSequence> question;
    private final Function<Datapoint, ? extends @Nullable CharSequence> expected;
    private final @Nullable Function<? super O, ? extends @Nullable Collection<?>> passages;

    private JudgeView(
            Function<? super O, ? extends @Nullable CharSequence> answer,
            Function<Datapoint, ? extends @Nullable CharSequence> question,
            Function<Datapoint, ? extends @Nullable CharSequence> expected,
            @Nullable Function<? super O, ? extends @Nullable Collection<?>> passages) {
        this.answer = answer;
        this.question = question;
        this.expected = expected;
        this.passages = passages;
    }

    /**
     * Takes the whole output as the answer; the only input as the question, or all of them as JSON; the ground truth as the
     * expected answer, several of them line by line, other objects as JSON; no passages.
     */
    public static JudgeView<Object> ofText() {
        return of(output -> output instanceof CharSequence text ? text : text(output));
    }

    /**
     * Takes the answer from inside the output; otherwise as {@link #ofText()}.
     *
     * @param answer gets the answer out of the output
     */
    public static <O> JudgeView<O> of(Function<? super O, ? extends @Nullable CharSequence> answer) {
        return new JudgeView<>(requireNonNull(answer, "answer"), JudgeView::inputs, JudgeView::groundTruth, null);
    }

    /** Takes the question from elsewhere. */
    public JudgeView<O> question(Function<Datapoint, ? extends @Nullable CharSequence> source) {
        return new JudgeView<>(answer, requireNonNull(source, "source"), expected, passages);
    }

    /** Takes the question from one input. */
    public JudgeView<O> questionInput(String key) {
        requireNonNull(key, "key");
        return question(
                datapoint -> datapoint.findInput(key).map(JudgeView::text).orElse(null));
    }

    /** Takes the expected answer from elsewhere; null means that none is known. */
    public JudgeView<O> expected(Function<Datapoint, ? extends @Nullable CharSequence> source) {
        return new JudgeView<>(answer, question, requireNonNull(source, "source"), passages);
    }

    /** Takes the expected answer from one entry of the ground truth. */
    public JudgeView<O> expectedGroundTruth(String key) {
        requireNonNull(key, "key");
        return expected(
                datapoint -> datapoint.findGroundTruth(key).map(JudgeView::text).orElse(null));
    }

    /** Takes the passages that the answer is to rest on from the output, best first; null means that none are known. */
    public JudgeView<O> passages(Function<? super O, ? extends @Nullable Collection<?>> source) {
        return new JudgeView<>(answer, question, expected, requireNonNull(source, "source"));
    }

    Sample of(@Nullable O output, Datapoint datapoint) {
        return new Sample(
                text(question.apply(datapoint)),
                output == null ? null : nullableText(answer.apply(output)),
                nullableText(expected.apply(datapoint)),
                passages == null || output == null ? null : texts(passages.apply(output)));
    }

    /**
     * What is seen of one row; null is what is not known.
     *
     * @param answer null if the task returned none
     */
    record Sample(
            String question,
            @Nullable String answer,
            @Nullable String expected,
            @Nullable List<String> passages) {}

    private static String inputs(Datapoint datapoint) {
        Map<String, @Nullable Object> inputs = datapoint.inputs();
        return inputs.size() == 1 ? text(inputs.values().iterator().next()) : text(inputs);
    }

    private static @Nullable String groundTruth(Datapoint datapoint) {
        Object truth = datapoint.groundTruth().orElse(null);
        if (truth instanceof Map<?, ?> map && map.size() == 1) {
            truth = map.values().iterator().next();
        }
        if (truth instanceof Collection<?> several) {
            return several.isEmpty()
                    ? null
                    : several.stream().map(JudgeView::text).collect(Collectors.joining("\n"));
        }
        return truth == null ? null : text(truth);
    }

    private static @Nullable List<String> texts(@Nullable Collection<?> values) {
        return values == null
                ? null
                : values.stream().filter(Objects::nonNull).map(JudgeView::text).toList();
    }

    private static @Nullable String nullableText(@Nullable CharSequence text) {
        return text == null ? null : text.toString();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value == null ? "" : JSON.writeValueAsString(value);
    }
}
