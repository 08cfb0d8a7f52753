package dev.seawall.engine.check.quadlet;

import dev.seawall.engine.check.tree.Mark;
import java.util.ArrayList;
import java.util.List;

/** Lines of a systemd unit: sections, keys, values joined over trailing backslashes. */
public final class UnitFile {
    /** One assignment. */
    public record Entry(String section, String key, String value, Mark mark) {}

    private UnitFile() {}

    /** The assignments in file order. */
    public static List<Entry> parse(String text) {
        List<Entry> entries = new ArrayList<>();
        String section = "";
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int first = i + 1;
            if (line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            StringBuilder joined = new StringBuilder();
            while (line.endsWith("\\") && i + 1 < lines.size()) {
                joined.append(line, 0, line.length() - 1).append(' ');
                line = lines.get(++i).strip();
            }
            String whole = joined.append(line).toString();
            int equals = whole.indexOf('=');
            if (whole.startsWith("[") && whole.endsWith("]")) {
                section = whole.substring(1, whole.length() - 1);
            } else if (equals > 0) {
                entries.add(new Entry(
                        section,
                        whole.substring(0, equals).strip(),
                        whole.substring(equals + 1).strip(),
                        Mark.lines(first, i + 1)));
            }
        }
        return entries;
    }
}
