// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One page of the runs that a query matches. Unmodifiable. */
public final class RunPage extends JsonObject {
    private final List<StoredRun> runs;

    RunPage(Map<String, Object> fields) {
        super(fields);
        this.runs = objects("evaluations").stream().map(StoredRun::new).toList();
    }

    /** Makes one page of the pages of a query that was asked in parts. */
    static RunPage joined(List<RunPage> parts) {
        List<Object> runs = new ArrayList<>();
        Set<String> metrics = new LinkedHashSet<>();
        for (RunPage part : parts) {
            runs.addAll(part.runs);
            metrics.addAll(part.metricNames());
        }
        long total = parts.stream().mapToLong(RunPage::total).sum();
        Map<String, Object> pagination = new LinkedHashMap<>();
        pagination.put("page", 1);
        pagination.put("limit", runs.size());
        pagination.put("total", total);
        pagination.put("total_pages", 1);
        pagination.put("has_next", false);
        pagination.put("has_prev", false);
        return new RunPage(
                PlainJson.copy(Map.of("evaluations", runs, "pagination", pagination, "metrics", List.copyOf(metrics))));
    }

    /** Returns the runs of this page. */
    public List<StoredRun> runs() {
        return runs;
    }

    /** Returns the names of the metrics that these runs have. */
    public List<String> metricNames() {
        return texts("metrics");
    }

    /** Returns how many runs match on all pages; what this page holds if the server does not say. */
    public long total() {
        return object("pagination").get("total") instanceof Number total ? total.longValue() : runs.size();
    }

    /** Returns whether there is a page after this one. */
    public boolean hasNext() {
        return Boolean.TRUE.equals(object("pagination").get("has_next"));
    }
}
