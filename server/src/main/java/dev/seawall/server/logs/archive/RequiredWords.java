package dev.seawall.server.logs.archive;

import dev.seawall.server.logs.query.LogQuery;
import dev.seawall.server.logs.query.Words;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Words that every line has that a query finds. */
final class RequiredWords {
    private RequiredWords() {}

    static SortedSet<String> of(LogQuery query) {
        SortedSet<String> words = new TreeSet<>();
        collect(query, words);
        return words;
    }

    private static void collect(LogQuery query, SortedSet<String> words) {
        switch (query) {
            case LogQuery.Phrase(var all) -> words.addAll(all);
            case LogQuery.Equal equal -> words.addAll(Words.of(equal.value()));
            case LogQuery.And(var parts) -> parts.forEach(part -> collect(part, words));
            case LogQuery.Or(var parts) -> words.addAll(shared(parts));
            default -> {}
        }
    }

    private static SortedSet<String> shared(List<LogQuery> parts) {
        SortedSet<String> shared = of(parts.getFirst());
        parts.forEach(part -> shared.retainAll(of(part)));
        return shared;
    }
}
