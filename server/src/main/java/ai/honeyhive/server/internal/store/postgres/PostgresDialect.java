// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.postgres;

import ai.honeyhive.server.internal.store.search.SearchText;
import ai.honeyhive.server.internal.store.sql.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PostgreSQL, with words in a tsvector. Its texts cannot hold the character NUL; U+FFFD stands for it. */
final class PostgresDialect implements Dialect {
    /** A tsvector holds 1 MB; words beyond are not found. */
    private static final int MAX_WORD_BYTES = 900_000;

    /** The escape of NUL in JSON, behind an even number of backslashes. */
    private static final Pattern NUL_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    @Override
    public String insertPayload() {
        return "INSERT INTO payloads (seq, body) VALUES (currval('events_seq_seq'), ?)";
    }

    @Override
    public String inJsonArray() {
        return "IN (SELECT json_array_elements_text(?::json))";
    }

    @Override
    public String metricAverages() {
        return "SELECT e.run_id, m.key, avg(CASE m.value::text WHEN 'true' THEN 1 WHEN 'false' THEN 0"
                + " ELSE m.value::text::double precision END) FROM events e, json_each(e.metrics::json) m"
                + " WHERE e.run_id IN (SELECT json_array_elements_text(?::json)) AND e.metrics IS NOT NULL"
                + " AND json_typeof(m.value) IN ('number', 'boolean') GROUP BY 1, 2 ORDER BY 1, 2";
    }

    @Override
    public String sessionsOfRuns() {
        return "SELECT j.value FROM runs r, json_array_elements_text(r.body::json -> 'eventIds') j"
                + " WHERE j.value IS NOT NULL";
    }

    @Override
    public String joinInOrder() {
        return "JOIN";
    }

    @Override
    public String wordsKey() {
        return "seq";
    }

    @Override
    public String wordsMatch() {
        return "words @@ ?::tsquery";
    }

    /** Words and tokens are letters and digits alone, so quotes are all the care they need. */
    @Override
    public String expression(List<SearchText.Term> words, List<List<String>> alternatives) {
        List<String> conditions = new ArrayList<>();
        for (SearchText.Term word : words) {
            conditions.add('\'' + word.word() + '\'' + (word.prefix() ? ":*" : ""));
        }
        for (List<String> tokens : alternatives) {
            conditions.add("('" + String.join("' | '", tokens) + "')");
        }
        return String.join(" & ", conditions);
    }

    @Override
    public String insertWords() {
        return "INSERT INTO event_words (seq, words) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))";
    }

    @Override
    public String words(Collection<String> words) {
        var joined = new StringBuilder();
        int bytes = 0;
        for (String word : words) {
            bytes += 3 * word.length() + 4; // at most, with what the database keeps beside each
            if (bytes > MAX_WORD_BYTES) {
                break;
            }
            joined.append(joined.isEmpty() ? "" : " ").append(word);
        }
        return joined.toString();
    }

    @Override
    public String bytes() {
        return "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c"
                + " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace";
    }

    @Override
    public String freeBytes() {
        return "SELECT 0"; // what is free inside its files only PostgreSQL's own extensions tell
    }

    /** PostgreSQL's autovacuum makes the space of removed rows free for new ones. */
    @Override
    public Optional<String> shrink() {
        return Optional.empty();
    }

    @Override
    public String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    @Override
    public String storableJson(String json) {
        return json.contains("\\u0000") ? NUL_ESCAPE.matcher(json).replaceAll("$1\\\\ufffd") : json;
    }

    /** Class 08 is a broken connection, 57P what the server says when it goes down. */
    @Override
    public boolean isConnectionLost(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
