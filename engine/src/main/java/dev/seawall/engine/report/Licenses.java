package dev.seawall.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells SPDX licence ids and expressions from the free texts packages carry. */
final class Licenses {
    private static final Pattern SPLIT = Pattern.compile("[\\s()]+");
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "WITH");
    private static final Set<String> IDS = load();

    private Licenses() {}

    /** A licence id of the SPDX list, in its exact spelling. */
    static boolean isId(String text) {
        return IDS.contains(text);
    }

    /** Several SPDX ids joined by AND, OR and WITH. */
    static boolean isExpression(String text) {
        if (text.indexOf(' ') < 0) {
            return false;
        }
        String[] words = SPLIT.split(text.strip());
        boolean operand = true;
        boolean joined = false;
        for (String word : words) {
            if (word.isEmpty()) {
                continue;
            }
            boolean operator = OPERATORS.contains(word);
            if (operator == operand || (!operator && !isOperand(word))) {
                return false;
            }
            joined |= operator;
            operand = operator;
        }
        return joined && !operand && balanced(text);
    }

    private static boolean isOperand(String word) {
        return isId(word) || (word.endsWith("+") && isId(word.substring(0, word.length() - 1)));
    }

    private static boolean balanced(String text) {
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    private static Set<String> load() {
        try (InputStream in = Licenses.class.getResourceAsStream("spdx-licenses.txt")) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(l -> !l.isBlank()).map(String::strip).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
