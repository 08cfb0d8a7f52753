package dev.seawall.engine.advisory;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Under which ids a record is found. */
final class Postings {
    static final Comparator<Rating> RATING_ORDER =
            Comparator.comparing(Rating::source).thenComparing(Rating::vector).thenComparing(Rating::word);

    private Postings() {}

    /** The ids that lead to a record, in upper case: its own, its aliases, what it passes on. */
    static Set<String> names(Advisory record) {
        Set<String> names = new TreeSet<>();
        Stream.of(Stream.of(record.id()), record.aliases().stream(), record.upstream().stream())
                .flatMap(each -> each)
                .forEach(id -> names.add(id.toUpperCase(Locale.ROOT)));
        return names;
    }

    /** The CVEs that a record's ratings are about: not those of an advisory that passes on several. */
    static Set<String> rated(Advisory record) {
        Set<String> cves = new TreeSet<>();
        Stream.concat(Stream.of(record.id()), record.aliases().stream())
                .filter(Postings::isCve)
                .forEach(cves::add);
        if (cves.isEmpty() && record.upstream().size() == 1) {
            record.upstream().stream().filter(Postings::isCve).forEach(cves::add);
        }
        return cves;
    }

    private static boolean isCve(String id) {
        return id.startsWith("CVE-");
    }
}
