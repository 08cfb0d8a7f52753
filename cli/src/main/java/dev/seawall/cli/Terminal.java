package dev.seawall.cli;

/** What standard output is: a terminal that likes colours, or something that wants plain text. */
final class Terminal {
    private static final int DEFAULT_COLUMNS = 80;

    private Terminal() {}

    /** Whether somebody watches standard output. */
    static boolean isInteractive() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Columns from COLUMNS, else 80 where piped and 120 at most on a terminal that does not say. */
    static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
    }

    /** Colours only for a terminal, and never where NO_COLOR is set. */
    static boolean inColour() {
        String no = System.getenv("NO_COLOR");
        return (no == null || no.isEmpty()) && isInteractive();
    }
}
