// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.search.SearchText;
import ai.honeyhive.server.internal.store.sql.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** SQLite with its index of words, FTS5. */
final class SqliteDialect implements Dialect {

    @Override
    public String insertPayload() {
        return "INSERT INTO payloads (seq, body) VALUES (last_insert_rowid(), ?)";
    }

    @Override
    public String inJsonArray() {
        return "IN (SELECT value FROM json_each(?))";
    }

    @Override
    public String metricAverages() {
        return "SELECT e.run_id, m.key, avg(m.value) FROM events e, json_each(e.metrics) m"
                + " WHERE e.run_id IN (SELECT value FROM json_each(?)) AND e.metrics IS NOT NULL"
                + " AND m.type IN ('integer', 'real', 'true', 'false') GROUP BY 1, 2 ORDER BY 1, 2";
    }

    @Override
    public String sessionsOfRuns() {
        return "SELECT j.value FROM runs r, json_each(r.body, '$.eventIds') j WHERE j.value IS NOT NULL";
    }

    /** Never reordered by the planner. */
    @Override
    public String joinInOrder() {
        return "CROSS JOIN";
    }

    @Override
    public String wordsKey() {
        return "rowid";
    }

    @Override
    public String wordsMatch() {
        return "event_words MATCH ?";
    }

    /** Words and tokens are letters and digits alone. */
    @Override
    public String expression(List<SearchText.Term> words, List<List<String>> alternatives) {
        List<String> conditions = new ArrayList<>();
        for (SearchText.Term word : words) {
            conditions.add('"' + word.word() + '"' + (word.prefix() ? "*" : ""));
        }
        for (List<String> tokens : alternatives) {
            conditions.add("(" + String.join(" OR ", tokens) + ")");
        }
        return String.join(" AND ", conditions);
    }

    @Override
    public String insertWords() {
        return "INSERT INTO event_words (rowid, words) VALUES (?, ?)";
    }

    @Override
    public String words(Collection<String> words) {
        return String.join(" ", words);
    }

    @Override
    public String bytes() {
        return "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
    }

    @Override
    public String freeBytes() {
        return "SELECT freelist_count * page_size FROM pragma_freelist_count(), pragma_page_size()";
    }

    /** 4 MiB. */
    @Override
    public Optional<String> shrink() {
        return Optional.of("PRAGMA incremental_vacuum(1024)");
    }

    @Override
    public String storable(String text) {
        return text;
    }

    @Override
    public String storableJson(String json) {
        return json;
    }

    /** A file does not go away. */
    @Override
    public boolean isConnectionLost(SQLException failure) {
        return false;
    }
}
