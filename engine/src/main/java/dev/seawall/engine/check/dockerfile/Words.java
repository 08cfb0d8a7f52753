package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of an instruction. */
final class Words {
    private static final int MOST_WORDS = 20_000;

    private Words() {}

    /** Split at blanks outside quotes; quotes and escapes stay in the words. */
    static List<String> quotedWords(String text) {
        return quotedWords(text, '\\');
    }

    static List<String> quotedWords(String text, char escape) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length() && words.size() < MOST_WORDS; i++) {
            char c = text.charAt(i);
            if (c == escape && quote != '\'' && i + 1 < text.length()) {
                word.append(c).append(text.charAt(++i));
            } else if (quote == 0 && Character.isWhitespace(c)) {
                take(word, words);
            } else {
                quote = quoteAfter(quote, c);
                word.append(c);
            }
        }
        take(word, words);
        return words;
    }

    private static char quoteAfter(char quote, char c) {
        boolean isQuote = c == '"' || c == '\'';
        if (quote == 0) {
            return isQuote ? c : 0;
        }
        return c == quote ? 0 : quote;
    }

    private static void take(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Split at blanks whatever they are in. */
    static List<String> plainWords(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+", MOST_WORDS));
    }

    /** A word without its quotes and escapes; variables stay. */
    static String unquoted(String word, char escape) {
        StringBuilder text = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char after = quoteAfter(quote, c);
            if (c == escape && quote != '\'' && i + 1 < word.length()) {
                text.append(word.charAt(++i));
            } else if (after == quote) {
                text.append(c);
            }
            quote = after;
        }
        return text.toString();
    }
}
