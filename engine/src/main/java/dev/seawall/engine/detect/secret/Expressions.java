package dev.seawall.engine.detect.secret;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Expressions in linear time, for whatever sees more than a few characters or comes from a user. */
final class Expressions {
    private Expressions() {}

    /**
     * Compiles for texts that show each UTF-8 byte as one character.
     *
     * @throws com.google.re2j.PatternSyntaxException where it is none
     */
    static Pattern compile(String regex) {
        return Pattern.compile(new String(regex.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    static List<Pattern> compile(List<String> regexes) {
        return regexes.stream().map(Expressions::compile).toList();
    }

    /** True where one is found anywhere. */
    static boolean any(List<Pattern> patterns, String text) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(text).find()) {
                return true;
            }
        }
        return false;
    }
}
