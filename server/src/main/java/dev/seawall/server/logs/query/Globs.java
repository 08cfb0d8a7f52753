package dev.seawall.server.logs.query;

import com.google.re2j.Pattern;

/** Patterns in which {@code *} stands for any characters. */
public final class Globs {
    private Globs() {}

    /** As a regular expression without anchors. */
    static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (String part : glob.split("\\*", -1)) {
            regex.append(Pattern.quote(part)).append(".*");
        }
        regex.setLength(regex.length() - 2);
        return regex.toString();
    }

    /** Whether the whole text fits; both in the same case. */
    public static boolean fits(String glob, String text) {
        int star = -1;
        int mark = 0;
        int g = 0;
        int t = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                mark = t;
            } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
