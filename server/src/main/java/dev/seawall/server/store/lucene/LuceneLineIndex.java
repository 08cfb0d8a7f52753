package dev.seawall.server.store.lucene;

import dev.seawall.server.logs.LineIndex;
import dev.seawall.server.logs.LogSearch;
import dev.seawall.server.logs.query.Labels;
import dev.seawall.server.logs.query.LogLine;
import dev.seawall.server.logs.query.MessageFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Words, labels and times of one day's lines; the lines themselves are in the blocks alone, so that the index is small
 * and no message stands unencrypted but by its words.
 */
public final class LuceneLineIndex implements LineIndex {
    static final String TIME = "time";
    static final String MESSAGE = "message";
    static final String LABEL = "label";
    static final String BLOCK = "block";
    static final String ROW = "row";
    private static final String COVERED = "covered";
    private static final double BUFFER_MEGABYTES = 128;
    private static final FieldType WORDS = words();

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private long covered;

    private LuceneLineIndex(Directory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, null);
        this.covered = coveredBy(writer);
    }

    /** Opens or makes the index of a folder. */
    public static LineIndex open(Path folder) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig()
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(false)
                .setCommitOnClose(false)
                .setIndexSort(byTime(true));
        Directory directory = FSDirectory.open(folder);
        try {
            return new LuceneLineIndex(directory, new IndexWriter(directory, config));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw new IOException("the index in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static FieldType words() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }

    static Sort byTime(boolean newestFirst) {
        return new Sort(LongField.newSortField(TIME, newestFirst, SortedNumericSelector.Type.MAX));
    }

    /** The term of a label; values are found whatever their case. */
    static String label(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return name + "\u0000" + (lower.length() > 1024 ? lower.substring(0, 1024) : lower);
    }

    private static long coveredBy(IndexWriter writer) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(COVERED)) {
                    return Long.parseLong(entry.getValue());
                }
            }
        }
        return 0;
    }

    @Override
    public long covered() {
        return covered;
    }

    @Override
    public void add(long block, List<LogLine> lines) throws IOException {
        WordStream words = new WordStream();
        WordStream inner = new WordStream();
        for (int row = 0; row < lines.size(); row++) {
            writer.addDocument(document(block, row, lines.get(row), words, inner));
        }
    }

    private static Document document(long block, int row, LogLine line, WordStream words, WordStream inner) {
        Document document = new Document();
        document.add(new LongField(TIME, line.timeNanos(), Field.Store.NO));
        document.add(new NumericDocValuesField(BLOCK, block));
        document.add(new NumericDocValuesField(ROW, row));
        document.add(new Field(MESSAGE, words.of(line.message()), WORDS));
        if (line.message().indexOf('\\') >= 0) { // escapes hide words of the fields inside
            String values = String.join(" ", MessageFields.of(line.message()).values());
            document.add(new Field(MESSAGE, inner.of(values), WORDS));
        }
        line.labels().forEach((name, value) -> {
            document.add(new StringField(LABEL, label(name, value), Field.Store.NO));
            if (Labels.isReserved(name) && value.length() < 256) {
                document.add(new SortedDocValuesField(name, new BytesRef(value)));
            }
        });
        return document;
    }

    @Override
    public void commit(long reached) throws IOException {
        writer.setLiveCommitData(Map.of(COVERED, Long.toString(reached)).entrySet());
        writer.commit();
        covered = reached;
    }

    @Override
    public boolean isExact(LogSearch search) {
        return QueryTranslation.of(search).isExact();
    }

    @Override
    public Places find(LogSearch search) throws IOException {
        searchers.maybeRefreshBlocking();
        return new FoundPlaces(searchers, search);
    }

    @Override
    public void each(LogSearch search, Visitor visitor) throws IOException {
        searching(searcher -> Scan.places(searcher, QueryTranslation.of(search).query(), visitor));
    }

    @Override
    public void facet(LogSearch search, String label, Counted counted) throws IOException {
        searching(searcher -> Scan.values(searcher, QueryTranslation.of(search).query(), label, counted));
    }

    private interface Searching {
        void run(IndexSearcher searcher) throws IOException;
    }

    private void searching(Searching searching) throws IOException {
        searchers.maybeRefreshBlocking();
        IndexSearcher searcher = searchers.acquire();
        try {
            searching.run(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }
}
