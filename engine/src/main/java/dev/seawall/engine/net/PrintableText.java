package dev.seawall.engine.net;

/** Text of a server made fit for a terminal: one line, no control characters, bounded. */
final class PrintableText {
    private static final int MAX = 500;

    private PrintableText() {}

    static String of(String text) {
        String cut = text.length() <= MAX ? text : text.substring(0, MAX) + "…";
        return cut.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
