package dev.seawall.server.logs.receive;

import java.util.SortedMap;

/** One element of structured data of RFC 5424. */
final class SyslogElement {
    private SyslogElement() {}

    /** Takes its parameters; answers the place after its bracket, or -1 where it has no end. */
    static int read(String text, int start, SortedMap<String, String> labels) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != ']') {
            at++;
        }
        while (at < text.length() && text.charAt(at) == ' ') {
            int equal = text.indexOf("=\"", at);
            if (equal < 0) {
                return -1;
            }
            StringBuilder value = new StringBuilder();
            int end = value(text, equal + 2, value);
            if (end < 0) {
                return -1;
            }
            labels.putIfAbsent(text.substring(at + 1, equal), value.toString());
            at = end;
        }
        return at < text.length() && text.charAt(at) == ']' ? at + 1 : -1;
    }

    private static int value(String text, int start, StringBuilder value) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length() && "\"\\]".indexOf(text.charAt(i + 1)) >= 0) {
                i++;
                c = text.charAt(i);
            }
            value.append(c);
        }
        return -1;
    }
}
