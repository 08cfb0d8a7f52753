package dev.seawall.server.logs.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.seawall.engine.model.SeawallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the query language; docs/guide/logs.md describes it. */
public final class QueryParser {
    private static final int LONGEST = 8_192;
    private static final int DEEPEST = 64;

    private final QueryText text;
    private int depth;

    private QueryParser(QueryText text) {
        this.text = text;
    }

    /**
     * The meaning of a query.
     *
     * @param query nothing or {@code *} asks for every line
     * @throws SeawallException where it is malformed
     */
    public static LogQuery parse(String query) {
        if (query.length() > LONGEST) {
            throw refused(query.substring(0, 40) + "...", "it is longer than " + LONGEST + " characters");
        }
        QueryParser parser = new QueryParser(new QueryText(query));
        if (parser.text.atEnd()) {
            return new LogQuery.All();
        }
        LogQuery all = parser.or();
        if (!parser.text.atEnd()) {
            throw parser.wrong("there is a ) too many");
        }
        return all;
    }

    private LogQuery or() {
        if (++depth > DEEPEST) {
            throw wrong("it is nested deeper than " + DEEPEST);
        }
        List<LogQuery> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (text.takeWord("OR") || text.take("||"));
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new LogQuery.Or(List.copyOf(parts));
    }

    private LogQuery and() {
        List<LogQuery> parts = new ArrayList<>();
        do {
            parts.add(not());
        } while (text.takeWord("AND") || text.take("&&") || goesOn());
        return parts.size() == 1 ? parts.getFirst() : new LogQuery.And(List.copyOf(parts));
    }

    private boolean goesOn() {
        return !text.atEnd() && text.peek() != ')' && !text.seesWord("OR") && !text.sees("||");
    }

    private LogQuery not() {
        boolean negated = false;
        while (text.takeWord("NOT") || text.take("!") || text.take("-")) {
            negated = !negated;
        }
        LogQuery atom = atom();
        return negated ? new LogQuery.Not(atom) : atom;
    }

    private LogQuery atom() {
        if (text.atEnd()) {
            throw wrong("something is missing at its end");
        }
        if (text.take("(")) {
            LogQuery inner = or();
            if (!text.take(")")) {
                throw wrong("a ) is missing");
            }
            return inner;
        }
        return switch (text.peek()) {
            case '"' -> phrase(text.quoted());
            case '/' -> new LogQuery.Regex("", pattern(text.quoted()));
            default -> wordOrField();
        };
    }

    private LogQuery wordOrField() {
        String word = text.name();
        if (word.isEmpty()) {
            word = text.word();
            if (word.isEmpty()) {
                throw wrong("the character " + text.peek() + " is in no place for it");
            }
            return word(word);
        }
        return field(word);
    }

    private LogQuery word(String word) {
        if (word.chars().allMatch(c -> c == '*')) {
            return new LogQuery.All();
        }
        if (word.indexOf('*') < 0) {
            return phrase(word);
        }
        String lower = word.toLowerCase(Locale.ROOT);
        boolean oneWord = lower.chars().allMatch(c -> c == '*' || Character.isLetterOrDigit(c));
        return oneWord ? new LogQuery.Wildcard(lower) : new LogQuery.Regex("", pattern("(?i)" + Globs.regex(word)));
    }

    private LogQuery phrase(String words) {
        List<String> all = Words.of(words);
        if (!all.isEmpty()) {
            return new LogQuery.Phrase(all);
        }
        return words.isBlank() ? new LogQuery.All() : new LogQuery.Regex("", pattern(Pattern.quote(words)));
    }

    private LogQuery field(String name) {
        if (text.peek() == '"') {
            return new LogQuery.Equal(name, text.quoted());
        }
        if (text.peek() == '/') {
            return new LogQuery.Regex(name, pattern(text.quoted()));
        }
        if (text.peek() == '[' || text.peek() == '{') {
            return range(name);
        }
        for (String sign : List.of(">=", "<=", ">", "<")) {
            if (text.take(sign)) {
                LogQuery.Bound bound = new LogQuery.Bound(value(), sign.length() == 2);
                return sign.charAt(0) == '>'
                        ? new LogQuery.Range(name, bound, LogQuery.Bound.OPEN)
                        : new LogQuery.Range(name, LogQuery.Bound.OPEN, bound);
            }
        }
        String value = value();
        return value.indexOf('*') < 0 ? new LogQuery.Equal(name, value) : new LogQuery.Like(name, value);
    }

    private LogQuery range(String name) {
        boolean lowInclusive = text.next() == '[';
        String low = value();
        if (!text.takeWord("TO")) {
            throw wrong("a range is written [LOW TO HIGH]");
        }
        String high = value();
        boolean highInclusive = text.take("]");
        if (!highInclusive && !text.take("}")) {
            throw wrong("the end of a range is missing");
        }
        return new LogQuery.Range(name, bound(low, lowInclusive), bound(high, highInclusive));
    }

    private static LogQuery.Bound bound(String value, boolean inclusive) {
        return value.equals("*") ? LogQuery.Bound.OPEN : new LogQuery.Bound(value, inclusive);
    }

    private String value() {
        String value = !text.atEnd() && text.peek() == '"' ? text.quoted() : text.word();
        if (value.isEmpty()) {
            throw wrong("the value of a field is missing");
        }
        return value;
    }

    private Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw wrong("the regular expression is malformed (" + e.getDescription() + ")");
        }
    }

    private SeawallException wrong(String because) {
        return refused(text.toString(), because + ", at character " + (text.at() + 1));
    }

    static SeawallException refused(String query, String because) {
        return new SeawallException(
                "read the query " + query, because, "docs/guide/logs.md describes the query language");
    }
}
