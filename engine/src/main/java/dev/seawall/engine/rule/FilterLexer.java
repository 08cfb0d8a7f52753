package dev.seawall.engine.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of a filter. Each method moves on only where it finds its token. */
final class FilterLexer {
    private static final String NAME = "[a-zA-Z][a-zA-Z0-9_]*+";
    private static final Pattern IDENTIFIER = Pattern.compile(NAME);
    private static final Pattern FIELD = Pattern.compile(NAME + "(?:\\." + NAME + ")++");
    private static final Pattern BARE_ARGUMENT = Pattern.compile("[^\\]\\[\"' \\t\\n\\x0b\\f\\r]++");
    private static final Pattern BARE_TEXT = Pattern.compile("[^()\"' \\t\\n\\x0b\\f\\r=,]++");
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-zA-Z]++");
    private static final Pattern NUMBER = Pattern.compile("[+\\-]?[0-9]++\\.?[0-9]*+(?:[eE][+\\-][0-9]++)?");
    private static final Pattern NOT = Pattern.compile("not[ \\t\\n\\x0b\\f\\r]++");

    private final String text;
    private final Matcher matcher;
    private int at;

    FilterLexer(String byteText) {
        this.text = byteText;
        this.matcher = IDENTIFIER.matcher(byteText);
    }

    int offset() {
        return at;
    }

    void back(int offset) {
        at = offset;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    boolean blank() {
        int start = at;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    boolean atBlank() {
        return at < text.length() && isBlank(text.charAt(at));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\b' || c == '\r' || c == '\n';
    }

    boolean word(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        return false;
    }

    boolean not() {
        return find(NOT) != null;
    }

    @Nullable
    String identifier() {
        return find(IDENTIFIER);
    }

    @Nullable
    String field() {
        return find(FIELD);
    }

    @Nullable
    String bareArgument() {
        return find(BARE_ARGUMENT);
    }

    @Nullable
    String bareText() {
        return find(BARE_TEXT);
    }

    @Nullable
    String number() {
        String hex = find(HEX);
        return hex != null ? hex : find(NUMBER);
    }

    private @Nullable String find(Pattern pattern) {
        matcher.usePattern(pattern).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }

    Optional<Operator> operator() {
        for (Operator each : Operator.all()) {
            int start = at;
            if (word(each.word())) {
                if (!each.wantsBlank() || atBlank()) {
                    return Optional.of(each);
                }
                at = start;
            }
        }
        return Optional.empty();
    }

    Optional<Transformer> transformer() {
        return Transformer.all().stream()
                .filter(each -> word(each.word() + "("))
                .findFirst();
    }

    /** A text in single or double quotes with its escapes resolved, or null where none starts here. */
    @Nullable
    String quoted() throws FilterException {
        char quote = at < text.length() ? text.charAt(at) : ' ';
        if (quote != '"' && quote != '\'') {
            return null;
        }
        int end = closing(quote);
        if (end < 0) {
            return null;
        }
        String inside = Escapes.resolve(text.substring(at + 1, end), quote, at);
        at = end + 1;
        return inside;
    }

    /** The first such quote whose previous byte is no backslash, even where that backslash is itself escaped. */
    private int closing(char quote) {
        int end = text.indexOf(quote, at + 1);
        while (end > at + 1 && text.charAt(end - 1) == '\\') {
            end = text.indexOf(quote, end + 1);
        }
        return end;
    }
}
