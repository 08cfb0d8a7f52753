package dev.seawall.server.store.lucene;

import dev.seawall.server.logs.LineIndex;
import dev.seawall.server.logs.LogSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;

/** What a search finds in its order, fetched page by page as it is asked for. */
final class FoundPlaces implements LineIndex.Places {
    private static final int LARGEST_PAGE = 8_192;

    private final SearcherManager searchers;
    private final IndexSearcher searcher;
    private final Query query;
    private final Sort order;
    private final Deque<LineIndex.Place> page = new ArrayDeque<>();
    private int pageSize;
    private @Nullable FieldDoc last;
    private boolean ended;

    FoundPlaces(SearcherManager searchers, LogSearch search) throws IOException {
        this.searchers = searchers;
        this.searcher = searchers.acquire();
        this.query = QueryTranslation.of(search).query();
        this.order = LuceneLineIndex.byTime(search.newestFirst());
        this.pageSize = Math.clamp(search.limit(), 16, LARGEST_PAGE);
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty() && !ended) {
            try {
                fetch();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return !page.isEmpty();
    }

    @Override
    public LineIndex.Place next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.remove();
    }

    private void fetch() throws IOException {
        var collecting = new TopFieldCollectorManager(order, pageSize, last, 1);
        ScoreDoc[] found = searcher.search(query, collecting).scoreDocs;
        ended = found.length < pageSize;
        if (found.length > 0) {
            last = (FieldDoc) found[found.length - 1];
        }
        LineIndex.Place[] places = new LineIndex.Place[found.length];
        Integer[] byDoc = new Integer[found.length];
        Arrays.setAll(byDoc, i -> i);
        Arrays.sort(byDoc, (a, b) -> Integer.compare(found[a].doc, found[b].doc));
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        for (int i : byDoc) {
            places[i] = place(leaves, (FieldDoc) found[i]);
        }
        page.addAll(Arrays.asList(places));
        pageSize = Math.min(pageSize * 4, LARGEST_PAGE);
    }

    private static LineIndex.Place place(List<LeafReaderContext> leaves, FieldDoc found) throws IOException {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
        long time = found.fields[0] instanceof Long value ? value : 0;
        return new LineIndex.Place(time, number(leaf, LuceneLineIndex.BLOCK, found.doc - leaf.docBase), (int)
                number(leaf, LuceneLineIndex.ROW, found.doc - leaf.docBase));
    }

    private static long number(LeafReaderContext leaf, String field, int doc) throws IOException {
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
        return values.advanceExact(doc) ? values.longValue() : 0;
    }

    @Override
    public void close() throws IOException {
        searchers.release(searcher);
    }
}
