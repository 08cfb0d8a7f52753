package dev.seawall.engine.license;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings the many spellings of one licence's name to one: {@code The GPL, version 2 or later} and {@code GPLv2+}. */
final class LicenseNames {
    private static final Pattern LATER = Pattern.compile(
            "[\\s,(-]*\\b(?:or|and)[\\s-]+(?:\\(at your option\\)\\s+)?(?:any[\\s-]+)?(?:later|newer|greater|above)"
                    + "(?:[\\s-]+versions?)?\\b\\)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FILLERS = Pattern.compile("\\b(?:the|licen[sc]es?d?|version|ver)\\b");
    private static final Pattern MARKS = Pattern.compile("[^a-z0-9.+]+");
    private static final Pattern VERSION_LETTER = Pattern.compile("v\\.? ?(?=[0-9])");
    private static final Pattern SEAM = Pattern.compile("(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])");
    private static final Pattern ZERO = Pattern.compile("(?<=[0-9])\\.0(?![.0-9])");
    private static final Pattern LOOSE_DOT = Pattern.compile("\\.(?![0-9])|(?<![0-9])\\.");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final List<Word> WORDS = words();

    private record Word(String from, String to) {}

    private LicenseNames() {}

    /** The text with "or later" in any wording as a plus sign. */
    static String withPlus(String text) {
        return LATER.matcher(text).replaceAll("+");
    }

    /** Equal for spellings of one name; may be empty. */
    static String key(String name) {
        String text = withPlus(name).toLowerCase(Locale.ROOT).replace('_', ' ');
        text = FILLERS.matcher(MARKS.matcher(text).replaceAll(" ")).replaceAll(" ");
        text = SEAM.matcher(VERSION_LETTER.matcher(text).replaceAll(" ")).replaceAll(" ");
        text = LOOSE_DOT.matcher(ZERO.matcher(text).replaceAll("")).replaceAll(" ");
        text = SPACES.matcher(text).replaceAll(" ").replace(" +", "+").strip();
        for (Word word : WORDS) {
            text = text.replace(word.from, word.to);
        }
        return text;
    }

    private static List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (Object pair : LicenseData.list(LicenseData.read("words.yaml").get("words"))) {
            List<String> texts = LicenseData.texts(pair);
            words.add(new Word(texts.get(0), texts.get(1)));
        }
        return List.copyOf(words);
    }
}
