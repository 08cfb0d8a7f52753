package dev.seawall.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The automaton against plain searching, on texts made to be full of near misses. */
final class KeywordsTest {
    private static final List<String> WORDS = List.of("ab", "abab", "bab", "b", "cabba", "aaaa", "key_", "\u00fcber");

    @Test
    void findsWhatPlainSearchingFinds() {
        Random random = new Random(7);
        Keywords keywords = Keywords.of(WORDS);
        for (int round = 0; round < 200; round++) {
            byte[] text = text(random, random.nextInt(round < 150 ? 60 : 20_000));
            Keywords.Hits hits = new Keywords.Hits();
            keywords.scan(text, 0, text.length, hits);
            assertEquals(plain(text), listed(keywords, hits));
        }
    }

    @Test
    void piecesFindWhatTheWholeFinds() {
        byte[] text = text(new Random(8), 50_000);
        Keywords keywords = Keywords.of(WORDS);
        List<String> found = new ArrayList<>();
        Keywords.Hits hits = new Keywords.Hits();
        for (int from = 0; from < text.length; from += 4_999) {
            hits.clear();
            keywords.scan(text, from, Math.min(text.length, from + 4_999), hits);
            found.addAll(listed(keywords, hits));
        }
        assertEquals(plain(text), found);
    }

    private static byte[] text(Random random, int length) {
        byte[] text = new byte[length];
        byte[] letters = "aabbABck_ey\u00fc\u00dcr".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < length; i++) {
            text[i] = letters[random.nextInt(letters.length)];
        }
        return text;
    }

    private static List<String> listed(Keywords keywords, Keywords.Hits hits) {
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < hits.count(); i++) {
            for (int word : keywords.wordsAt(hits, i)) {
                listed.add(hits.end(i) + " " + WORDS.get(word));
            }
        }
        return listed;
    }

    private static List<String> plain(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> longestFirst = new ArrayList<>(WORDS);
        longestFirst.sort((a, b) -> b.length() - a.length());
        List<String> found = new ArrayList<>();
        for (int end = 1; end <= text.length(); end++) {
            for (String word : longestFirst) {
                int from = end - word.length();
                boolean here = from >= 0 && lower(text.substring(from, end)).equals(word);
                if (here) {
                    found.add(end + " " + word);
                }
            }
        }
        return found;
    }

    /** Case of ASCII letters only, as the automaton sees it. */
    private static String lower(String text) {
        return text.chars()
                .map(c -> c < 128
                        ? String.valueOf((char) c).toLowerCase(Locale.ROOT).charAt(0)
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
