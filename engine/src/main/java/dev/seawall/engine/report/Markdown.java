package dev.seawall.engine.report;

/** Text put into Markdown without becoming Markdown or HTML. */
final class Markdown {
    private Markdown() {}

    /** On one line, with every character that means something to Markdown, a table or HTML escaped. */
    static String cell(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : SafeText.line(text).toCharArray()) {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '|', '\\', '`', '*', '[', ']', '#', '!', '~' ->
                    out.append('\\').append(c);
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
