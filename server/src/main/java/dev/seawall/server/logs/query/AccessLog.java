package dev.seawall.server.logs.query;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;

/** The common and the combined format of web servers. */
final class AccessLog {
    private static final Pattern LINE =
            Pattern.compile("^(\\S+) (\\S+) (\\S+) \\[([^\\]]+)\\] \"([A-Z]+) (\\S+)(?: (HTTP/[0-9.]+))?\""
                    + " ([0-9]{3}) ([0-9]+|-)(?: \"([^\"]*)\" \"([^\"]*)\")?");
    private static final List<String> NAMES = List.of(
            "client", "ident", "user", "at", "method", "path", "protocol", "status", "bytes", "referer", "agent");

    private AccessLog() {}

    static void read(String text, Map<String, String> fields) {
        if (text.indexOf('[') < 0) {
            return;
        }
        Matcher matcher = LINE.matcher(text);
        if (matcher.find()) {
            for (int i = 0; i < NAMES.size(); i++) {
                String value = matcher.group(i + 1);
                if (value != null && !value.equals("-")) {
                    fields.put(NAMES.get(i), value);
                }
            }
        }
    }
}
