package dev.seawall.engine.check.shell;

import java.util.ArrayList;
import java.util.List;

/** Here-documents whose bodies start after the next newline. */
final class PendingHeredocs {
    private record Pending(Draft draft, int index, boolean tabs) {}

    private final List<Pending> pending = new ArrayList<>();

    void expect(Draft draft, int index, boolean tabs) {
        pending.add(new Pending(draft, index, tabs));
    }

    /** Takes all bodies that start here and gives the offset after them. */
    int take(String text, int start) {
        int at = start;
        for (Pending heredoc : pending) {
            at = take(text, at, heredoc);
        }
        pending.clear();
        return at;
    }

    private static int take(String text, int start, Pending heredoc) {
        Redirect redirect = heredoc.draft().redirects.get(heredoc.index());
        int at = start;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int stop = end < 0 ? text.length() : end;
            String line = text.substring(at, stop);
            if ((heredoc.tabs() ? untabbed(line) : line).equals(redirect.target())) {
                heredoc.draft()
                        .redirects
                        .set(heredoc.index(), new Redirect(redirect.operator(), text.substring(start, at)));
                return Math.min(stop + 1, text.length());
            }
            at = stop + 1;
        }
        return text.length();
    }

    private static String untabbed(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == '\t') {
            i++;
        }
        return line.substring(i);
    }
}
