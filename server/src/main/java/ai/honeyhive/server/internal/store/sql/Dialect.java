// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.store.search.SearchText;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What one SQL database says differently from another. Stateless. */
public interface Dialect {

    /** Inserts a payload, its one argument, for the event inserted just before on the same connection. */
    String insertPayload();

    /** A condition that a column is among the texts of a JSON array, which is its one argument: {@code IN (...)}. */
    String inJsonArray();

    /** The mean of each metric of each run, for the runs of a JSON array: run id, name of the metric, mean. */
    String metricAverages();

    /** The ids of all sessions that runs name, as a selection of one column without nulls. */
    String sessionsOfRuns();

    /** How two tables are joined when the left one shall be read first. */
    String joinInOrder();

    /** The column of the index of words that holds the event's seq. */
    String wordsKey();

    /** The condition on the index of words; its argument is an {@link #expression}. */
    String wordsMatch();

    /**
     * What the index of words is asked.
     *
     * @param words that must all occur
     * @param alternatives of each of which one token must occur
     */
    String expression(List<SearchText.Term> words, List<List<String>> alternatives);

    /** Adds to the index of words: a seq, and {@link #words}. */
    String insertWords();

    /** Words as the index takes them. */
    String words(Collection<String> words);

    /** How many bytes the store takes, as a selection of one number. */
    String bytes();

    /** How many of these bytes are free for new data, as a selection of one number. */
    String freeBytes();

    /** Gives some free space back to the disk, in one short transaction; empty if the database does that by itself. */
    Optional<String> shrink();

    /** A text as the database can keep it. */
    String storable(String text);

    /** JSON text as the database can keep it and take apart. */
    String storableJson(String json);

    /** Whether the connection is gone, so that another one may succeed. */
    boolean isConnectionLost(SQLException failure);
}
