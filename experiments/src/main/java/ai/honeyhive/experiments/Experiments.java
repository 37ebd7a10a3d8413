// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

/** Where experiments begin; import {@code evaluate} statically. */
public final class Experiments {
    private Experiments() {}

    /**
     * Describes an experiment; {@link Experiment#run()} executes it.
     *
     * @param name what is tested, such as {@code faq-v3}: runs of the same name are compared with each other, and the
     *     event of each row is called so
     * @param dataset what it is tested on
     * @param task called once a datapoint
     * @param <O> type of the outputs
     */
    public static <O> Experiment<O> evaluate(String name, Dataset dataset, Task<O> task) {
        return new Experiment<>(name, dataset, (datapoint, tracer) -> task.run(datapoint));
    }

    /**
     * Describes an experiment whose task makes spans of its own; {@link Experiment#run()} executes it.
     *
     * @param name what is tested, such as {@code faq-v3}: runs of the same name are compared with each other, and the
     *     event of each row is called so
     * @param dataset what it is tested on
     * @param task called once a datapoint, with the tracer of the run
     * @param <O> type of the outputs
     */
    public static <O> Experiment<O> evaluate(String name, Dataset dataset, TracedTask<O> task) {
        return new Experiment<>(name, dataset, task);
    }

    /**
     * Describes an experiment whose task answers later; {@link Experiment#run()} executes it.
     *
     * @param name what is tested, such as {@code faq-v3}: runs of the same name are compared with each other, and the
     *     event of each row is called so
     * @param dataset what it is tested on
     * @param task called once a datapoint, with the tracer of the run
     * @param <O> type of the outputs
     */
    public static <O> Experiment<O> evaluateAsync(String name, Dataset dataset, AsyncTask<O> task) {
        return new Experiment<>(name, dataset, AsyncTask.waiting(task));
    }
}
