package dev.seawall.engine.check.shell;

import java.util.List;

/** The operators of redirection. */
final class Redirections {
    private static final List<String> OPERATORS =
            List.of("&>>", "<<<", "<<-", "&>", "<<", ">>", ">&", "<&", "<>", ">|", "<", ">");

    private Redirections() {}

    /** The operator that starts here, with the digits before it; empty where none does. */
    static String at(String text, int start) {
        int i = start;
        while (i < text.length() && i - start < 3 && Character.isDigit(text.charAt(i))) {
            i++;
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, i)
                    && !isProcess(text, i, operator)
                    && (i == start || operator.charAt(0) != '&')) {
                return text.substring(start, i + operator.length());
            }
        }
        return "";
    }

    /** {@code <(command)} and {@code >(command)} are words. */
    private static boolean isProcess(String text, int at, String operator) {
        return operator.length() == 1 && text.startsWith("(", at + 1);
    }
}
