package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word that opens a here-document: {@code <<EOF}, {@code <<-"EOF"}, {@code 3<<EOF}.
 *
 * @param name without quotes
 * @param expanded false where it was quoted
 * @param tabs true for {@code <<-}: leading tabs are removed
 */
record HeredocStart(String name, boolean expanded, boolean tabs) {
    private static final Pattern START = Pattern.compile("\\d*+<<(-?)([^<\\s]++)");

    /** Those of a line, in order; quoted text holds none. */
    static List<HeredocStart> in(String line) {
        List<HeredocStart> found = new ArrayList<>();
        if (line.contains("<<")) {
            for (String word : Words.quotedWords(line)) {
                int cut = firstOf(word, ";|&)");
                Matcher start = START.matcher(word.substring(0, cut));
                if (start.matches()) {
                    String name = start.group(2).replaceAll("[\"'\\\\]", "");
                    found.add(new HeredocStart(
                            name, name.equals(start.group(2)), !start.group(1).isEmpty()));
                }
            }
        }
        return found;
    }

    private static int firstOf(String word, String ends) {
        for (int i = 0; i < word.length(); i++) {
            if (ends.indexOf(word.charAt(i)) >= 0) {
                return i;
            }
        }
        return word.length();
    }

    boolean endsAt(String line) {
        return stripped(line).equals(name);
    }

    String stripped(String line) {
        int i = 0;
        while (tabs && i < line.length() && line.charAt(i) == '\t') {
            i++;
        }
        return line.substring(i);
    }
}
