package dev.seawall.server.logs.query;

/** The characters of a query, with the place where reading stands. */
final class QueryText {
    private static final String ENDS_WORD = "()\"]}";

    private final String text;
    private int at;

    QueryText(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at >= text.length();
    }

    /** The next character; a space at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    char next() {
        return text.charAt(at++);
    }

    boolean sees(String sign) {
        return !atEnd() && text.startsWith(sign, at);
    }

    boolean take(String sign) {
        boolean seen = sees(sign);
        at += seen ? sign.length() : 0;
        return seen;
    }

    boolean seesWord(String word) {
        int end = at + word.length();
        return sees(word)
                && (at + word.length() >= text.length()
                        || (!Character.isLetterOrDigit(text.charAt(end)) && ":._-".indexOf(text.charAt(end)) < 0));
    }

    boolean takeWord(String word) {
        if (atEnd() || !seesWord(word)) {
            return false;
        }
        at += word.length();
        return true;
    }

    /** The name of a field with its colon taken; empty, with nothing taken, where no field begins here. */
    String name() {
        int end = at;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || "._-@/".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        boolean isField = end > at
                && end + 1 < text.length()
                && text.charAt(end) == ':'
                && !Character.isWhitespace(text.charAt(end + 1))
                && !text.startsWith("://", end);
        if (!isField) {
            return "";
        }
        String name = text.substring(at, end);
        at = end + 1;
        return name;
    }

    /** Up to the next space, parenthesis, bracket or quote; a backslash takes the next character as it is. */
    String word() {
        StringBuilder word = new StringBuilder();
        if (atEnd()) {
            return "";
        }
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
            char c = next();
            word.append(c == '\\' && at < text.length() ? next() : c);
        }
        return word.toString();
    }

    /** What stands between this quote or slash and the next one that has no backslash before it. */
    String quoted() {
        char quote = next();
        StringBuilder inner = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = next();
            if (c == '\\' && at < text.length()) {
                char escaped = next();
                inner.append(quote == '/' && escaped != '/' ? "\\" : "").append(escaped);
            } else {
                inner.append(c);
            }
        }
        if (at >= text.length()) {
            throw QueryParser.refused(text, "the closing " + quote + " is missing");
        }
        at++;
        return inner.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
