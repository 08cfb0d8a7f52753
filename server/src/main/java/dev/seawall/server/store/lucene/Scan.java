package dev.seawall.server.store.lucene;

import dev.seawall.server.logs.LineIndex;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** Goes through everything a query finds, segment by segment. */
final class Scan {
    private Scan() {}

    private interface Leaf {
        void read(LeafReaderContext leaf, DocIdSetIterator found) throws IOException;
    }

    private static void leaves(IndexSearcher searcher, Query query, Leaf reading) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                reading.read(leaf, scorer.iterator());
            }
        }
    }

    static void places(IndexSearcher searcher, Query query, LineIndex.Visitor visitor) throws IOException {
        leaves(searcher, query, (leaf, found) -> {
            SortedNumericDocValues times = DocValues.getSortedNumeric(leaf.reader(), LuceneLineIndex.TIME);
            NumericDocValues blocks = DocValues.getNumeric(leaf.reader(), LuceneLineIndex.BLOCK);
            NumericDocValues rows = DocValues.getNumeric(leaf.reader(), LuceneLineIndex.ROW);
            for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
                if (times.advanceExact(doc) && blocks.advanceExact(doc) && rows.advanceExact(doc)) {
                    visitor.visit(new LineIndex.Place(times.nextValue(), blocks.longValue(), (int) rows.longValue()));
                }
            }
        });
    }

    static void values(IndexSearcher searcher, Query query, String label, LineIndex.Counted counted)
            throws IOException {
        leaves(searcher, query, (leaf, found) -> {
            SortedDocValues values = DocValues.getSorted(leaf.reader(), label);
            long[] counts = new long[values.getValueCount()];
            for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
                if (values.advanceExact(doc)) {
                    counts[values.ordValue()]++;
                }
            }
            for (int ord = 0; ord < counts.length; ord++) {
                if (counts[ord] > 0) {
                    counted.count(values.lookupOrd(ord).utf8ToString(), counts[ord]);
                }
            }
        });
    }
}
