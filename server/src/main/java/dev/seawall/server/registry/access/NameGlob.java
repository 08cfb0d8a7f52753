package dev.seawall.server.registry.access;

import com.google.re2j.Pattern;

/**
 * A pattern over repository names or tags: {@code *} takes anything within a part, {@code **} anything across parts, and a
 * star alone takes everything. Matching takes linear time.
 */
public final class NameGlob {
    private final String text;
    private final Pattern pattern;

    private NameGlob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** Any text is a pattern. */
    public static NameGlob of(String text) {
        return new NameGlob(text, Pattern.compile(regex(text.equals("*") ? "**" : text)));
    }

    private static String regex(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("/**", i) && i + 3 == glob.length()) {
                return out.append("(/.*)?").toString();
            }
            if (glob.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else {
                out.append(glob.charAt(i) == '*' ? "[^/]*" : Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        return out.toString();
    }

    /** Whether the pattern takes the whole name. */
    public boolean matches(String name) {
        return pattern.matches(name);
    }

    /** How many characters it spells out: of two patterns that match, the one that spells out more is meant. */
    int literals() {
        return (int) text.chars().filter(c -> c != '*').count();
    }

    @Override
    public String toString() {
        return text;
    }
}
