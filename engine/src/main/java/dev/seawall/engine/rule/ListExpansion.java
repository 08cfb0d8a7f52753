package dev.seawall.engine.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the items of lists where conditions name the lists, as text, before parsing: that is how Falco's lists work. */
final class ListExpansion {
    private static final String BLANKS = " \t\n\r";
    private static final String ENDS = BLANKS + "(),=";

    /** A condition may grow this long; more is a bomb. */
    private static final int LONGEST = 8_000_000;

    private ListExpansion() {}

    /** An item as a condition must write it. */
    static String quoted(String item) {
        boolean plain = item.indexOf(' ') < 0 || item.startsWith("\"") || item.startsWith("'");
        return plain ? item : "\"" + item + "\"";
    }

    static String expand(String condition, Map<String, List<String>> lists, Set<String> used, Place place)
            throws BadRuleException {
        String text = condition;
        for (Map.Entry<String, List<String>> each : lists.entrySet()) {
            if (text.contains(each.getKey())) {
                text = expand(text, each.getKey(), each.getValue(), used);
                if (text.length() > LONGEST) {
                    throw new BadRuleException(place, "the lists make this condition longer than " + LONGEST);
                }
            }
        }
        return text;
    }

    private static String expand(String text, String name, List<String> items, Set<String> used) {
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int at = text.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            if (isEnd(text, at - 1) && isEnd(text, end)) {
                used.add(name);
                int[] hole = hole(text, at, end, copied, items.isEmpty());
                out.append(text, copied, hole[0])
                        .append(hole[0] > 0 ? " " : "")
                        .append(joined(items))
                        .append(' ');
                copied = hole[1];
                at = text.indexOf(name, Math.max(end, copied));
            } else {
                at = text.indexOf(name, at + 1);
            }
        }
        return out.append(text, copied, text.length()).toString();
    }

    private static boolean isEnd(String text, int at) {
        return at < 0 || at >= text.length() || ENDS.indexOf(text.charAt(at)) >= 0;
    }

    /** What the items replace: the name, blanks around it, and one comma where there are no items. */
    private static int[] hole(String text, int at, int end, int least, boolean empty) {
        int from = at;
        int to = end;
        while (from > least && BLANKS.indexOf(text.charAt(from - 1)) >= 0) {
            from--;
        }
        while (to < text.length() && BLANKS.indexOf(text.charAt(to)) >= 0) {
            to++;
        }
        if (empty && from > least && text.charAt(from - 1) == ',') {
            from--;
        } else if (empty && to < text.length() && text.charAt(to) == ',') {
            to++;
        }
        return new int[] {from, to};
    }

    private static String joined(List<String> items) {
        return String.join(", ", items.stream().map(ListExpansion::quoted).toList());
    }
}
