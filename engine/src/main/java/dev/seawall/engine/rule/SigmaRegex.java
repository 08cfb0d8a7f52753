package dev.seawall.engine.rule;

/** Sigma's expressions are Perl's and may match anywhere; ours are POSIX and match whole texts. */
final class SigmaRegex {
    private SigmaRegex() {}

    static String whole(String expression, boolean lower) {
        StringBuilder out = new StringBuilder(".*(");
        boolean inSet = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\' && i + 1 < expression.length()) {
                i++;
                out.append(escape(expression.charAt(i), inSet));
            } else if (expression.startsWith("(?:", i)) {
                out.append('(');
                i += 2;
            } else {
                inSet = c == '[' || (inSet && c != ']');
                out.append(lower ? Character.toLowerCase(c) : c);
            }
        }
        return out.append(").*").toString();
    }

    private static String escape(char c, boolean inSet) {
        String set =
                switch (Character.toLowerCase(c)) {
                    case 'd' -> "0-9";
                    case 'w' -> "0-9A-Za-z_";
                    case 's' -> " \\t\\n\\f\\r\\v";
                    default -> "";
                };
        if (set.isEmpty()) {
            return "\\" + c;
        }
        return inSet ? set : (Character.isUpperCase(c) ? "[^" : "[") + set + "]";
    }
}
