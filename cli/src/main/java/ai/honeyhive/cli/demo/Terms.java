// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Text as index and reader see it: lower case, without stop words, stemmed (Porter). */
final class Terms {
    /** Thread-safe, as analyzers are. */
    static final Analyzer ANALYZER = new EnglishAnalyzer();

    private Terms() {}

    /** A term with the place of the word it was made from. */
    record Term(String text, int start, int end) {}

    static List<Term> in(String text) {
        var terms = new ArrayList<Term>();
        try (TokenStream tokens = ANALYZER.tokenStream("text", text)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            var offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(new Term(term.toString(), offset.startOffset(), offset.endOffset()));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory could not be read", e);
        }
        return terms;
    }

    static Set<String> distinct(String text) {
        var distinct = new LinkedHashSet<String>();
        for (Term term : in(text)) {
            distinct.add(term.text());
        }
        return distinct;
    }
}
