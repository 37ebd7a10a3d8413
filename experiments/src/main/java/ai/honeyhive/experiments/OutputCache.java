// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.experiments.internal.ContentFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outputs by what they were made of: the experiment's name, the task's version, and the inputs. Thread-safe. */
final class OutputCache<O> {
    private final ContentFiles<O> files;

    OutputCache(Path directory, Class<O> type) {
        this.files = new ContentFiles<>(directory, type);
    }

    ContentFiles.@Nullable Found<O> find(RunPlan<O> plan, Datapoint datapoint) {
        return files.find(content(plan, datapoint));
    }

    void put(RunPlan<O> plan, Datapoint datapoint, @Nullable O output) {
        files.put(content(plan, datapoint), output);
    }

    private static Map<String, @Nullable Object> content(RunPlan<?> plan, Datapoint datapoint) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("experiment", plan.experiment());
        content.put("task_version", plan.options().taskVersion());
        content.put("inputs", datapoint.inputs());
        return content;
    }
}
