package dev.seawall.engine.version;

/** Brings versions that only resemble semver.org's into one spelling before they are compared. */
final class FuzzyWords {
    private static final String[] WORDS = {"alpha", "beta", "rc"};

    private FuzzyWords() {}

    /** Without a leading {@code go}; words such as {@code .beta} with a dash; numbers after an underscore with a dot. */
    static String normal(String text) {
        String normal = text.strip();
        if (normal.startsWith("go") && normal.length() > 2 && Ascii.isDigit(normal.charAt(2))) {
            normal = normal.substring(2);
        }
        if (normal.indexOf('_') > 0) {
            normal = normal.replace('_', '.');
        }
        for (String word : WORDS) {
            if (normal.contains("." + word)) {
                normal = normal.replace("." + word, "-" + word);
            }
        }
        return normal;
    }
}
