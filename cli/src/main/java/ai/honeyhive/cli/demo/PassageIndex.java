// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/** An index of passages in memory, searched with BM25. Thread-safe once made. */
final class PassageIndex implements AutoCloseable {
    private static final String FIELD = "text";

    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger VECTORS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTORS.setLevel(Level.SEVERE); // it warns on new JDKs that vectors will be slow; there are none here
    }

    /** In the order of Lucene's document numbers: nothing is merged or deleted. */
    private final List<Passage> passages;

    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    PassageIndex(List<Passage> passages) {
        this.passages = List.copyOf(passages);
        this.directory = new ByteBuffersDirectory();
        try {
            write(this.passages, directory);
            this.reader = DirectoryReader.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot index the passages", e);
        }
        this.searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity());
    }

    /** Returns at most {@code k} passages that share a term with the query, best first. */
    List<ScoredPassage> search(String query, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", must be at least 1");
        }
        var found = new ArrayList<ScoredPassage>(k);
        try {
            for (ScoreDoc hit : searcher.search(anyTermOf(query), k).scoreDocs) {
                found.add(new ScoredPassage(passages.get(hit.doc), hit.score));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot search for: " + query, e);
        }
        return List.copyOf(found);
    }

    /** How telling a term is among these passages: BM25's inverse document frequency. Unknown terms tell most. */
    double inverseDocumentFrequency(String term) {
        try {
            int frequency = reader.docFreq(new Term(FIELD, term));
            return Math.log(1 + (passages.size() - frequency + 0.5) / (frequency + 0.5));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look up the term " + term, e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the index", e);
        }
    }

    private static void write(List<Passage> passages, Directory directory) throws IOException {
        var config = new IndexWriterConfig(Terms.ANALYZER).setMergePolicy(NoMergePolicy.INSTANCE);
        try (var writer = new IndexWriter(directory, config)) {
            for (Passage passage : passages) {
                var document = new Document();
                document.add(new TextField(FIELD, passage.title() + "\n" + passage.text(), Field.Store.NO));
                writer.addDocument(document);
            }
        }
    }

    private static Query anyTermOf(String query) {
        var any = new BooleanQuery.Builder();
        for (String term : Terms.distinct(query)) {
            any.add(new TermQuery(new Term(FIELD, term)), Occur.SHOULD);
        }
        return any.build();
    }
}
