package dev.seawall.engine.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One challenge of a WWW-Authenticate header (RFC 9110 §11.6.1).
 *
 * @param scheme in lower case
 * @param parameters names in lower case, values unquoted
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final int MAX_LENGTH = 16 << 10;

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** All challenges of all headers, in order; what is malformed ends its header. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> out = new ArrayList<>();
        for (String header : headers) {
            if (header.length() <= MAX_LENGTH) {
                new Parser(header).readInto(out);
            }
        }
        return out;
    }

    /** Splits tokens, {@code name=value} and {@code name="value"} apart. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        void readInto(List<Challenge> out) {
            while (at < text.length()) {
                skip(" \t,");
                String word = token();
                if (word.isEmpty()) {
                    return;
                }
                skip(" \t");
                boolean parameter = at < text.length() && text.charAt(at) == '=';
                if (!parameter) {
                    out.add(new Challenge(word.toLowerCase(Locale.ROOT), new TreeMap<>()));
                } else if (out.isEmpty()) {
                    return;
                } else {
                    at++;
                    skip(" \t");
                    out.getLast().parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
                }
            }
        }

        private void skip(String what) {
            while (at < text.length() && what.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private String token() {
            int start = at;
            while (at < text.length() && isTokenCharacter(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private static boolean isTokenCharacter(char c) {
            return c > ' ' && c < 127 && "()<>@,;:\\\"[]?={}".indexOf(c) < 0;
        }

        private String value() {
            if (at >= text.length() || text.charAt(at) != '"') {
                int start = at;
                while (at < text.length() && ", \t".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                return text.substring(start, at);
            }
            StringBuilder out = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                boolean escape = text.charAt(at) == '\\' && at + 1 < text.length();
                at += escape ? 1 : 0;
                out.append(text.charAt(at));
            }
            at++;
            return out.toString();
        }
    }
}
