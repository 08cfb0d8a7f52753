package dev.seawall.server.store.lucene;

import dev.seawall.server.logs.LogSearch;
import dev.seawall.server.logs.query.Labels;
import dev.seawall.server.logs.query.LogQuery;
import dev.seawall.server.logs.query.Words;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;

/** A query as Lucene asks it: for these lines or, where it is not exact, for more than these. */
record QueryTranslation(Query query, boolean isExact) {
    private static final QueryTranslation ANY = new QueryTranslation(MatchAllDocsQuery.INSTANCE, false);

    static QueryTranslation of(LogSearch search) {
        QueryTranslation inner = of(search.query());
        if (search.fromNanos() == Long.MIN_VALUE && search.toNanos() == Long.MAX_VALUE) {
            return inner;
        }
        Query range = LongField.newRangeQuery(LuceneLineIndex.TIME, search.fromNanos(), search.toNanos());
        BooleanQuery.Builder both = new BooleanQuery.Builder().add(range, BooleanClause.Occur.FILTER);
        if (!(inner.query instanceof MatchAllDocsQuery)) {
            both.add(inner.query, BooleanClause.Occur.FILTER);
        }
        return new QueryTranslation(both.build(), inner.isExact);
    }

    private static QueryTranslation of(LogQuery query) {
        return switch (query) {
            case LogQuery.All _ -> new QueryTranslation(MatchAllDocsQuery.INSTANCE, true);
            case LogQuery.Phrase(var words) -> new QueryTranslation(phrase(words), true);
            case LogQuery.Wildcard(var pattern) ->
                new QueryTranslation(new WildcardQuery(new Term(LuceneLineIndex.MESSAGE, pattern)), true);
            case LogQuery.Equal(var field, var value) -> equal(field, value);
            case LogQuery.Like(var field, var pattern) -> like(field, pattern);
            case LogQuery.And(var parts) -> joined(parts, BooleanClause.Occur.FILTER);
            case LogQuery.Or(var parts) -> joined(parts, BooleanClause.Occur.SHOULD);
            case LogQuery.Not(var part) -> not(of(part));
            case LogQuery.Regex _, LogQuery.Range _ -> ANY;
        };
    }

    private static Query phrase(List<String> words) {
        return words.size() == 1
                ? new TermQuery(new Term(LuceneLineIndex.MESSAGE, words.getFirst()))
                : new PhraseQuery(LuceneLineIndex.MESSAGE, words.toArray(String[]::new));
    }

    private static QueryTranslation equal(String field, String value) {
        Query label = new TermQuery(new Term(LuceneLineIndex.LABEL, LuceneLineIndex.label(field, value)));
        if (Labels.isReserved(field)) {
            return new QueryTranslation(label, true);
        }
        List<String> words = Words.of(value);
        Query inside = words.isEmpty() ? MatchAllDocsQuery.INSTANCE : phrase(words);
        return new QueryTranslation(either(label, inside), false);
    }

    private static QueryTranslation like(String field, String pattern) {
        if (!Labels.isReserved(field)) {
            return ANY;
        }
        String escaped = pattern.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("?", "\\?");
        Term term = new Term(LuceneLineIndex.LABEL, LuceneLineIndex.label(field, escaped));
        return new QueryTranslation(new WildcardQuery(term), true);
    }

    private static Query either(Query one, Query other) {
        return new BooleanQuery.Builder()
                .add(one, BooleanClause.Occur.SHOULD)
                .add(other, BooleanClause.Occur.SHOULD)
                .build();
    }

    private static QueryTranslation joined(List<LogQuery> parts, BooleanClause.Occur occur) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean exact = true;
        for (LogQuery part : parts) {
            QueryTranslation translated = of(part);
            all.add(translated.query, occur);
            exact &= translated.isExact;
        }
        return new QueryTranslation(all.build(), exact);
    }

    private static QueryTranslation not(QueryTranslation part) {
        if (!part.isExact) {
            return ANY;
        }
        Query rest = new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.FILTER)
                .add(part.query, BooleanClause.Occur.MUST_NOT)
                .build();
        return new QueryTranslation(rest, true);
    }
}
