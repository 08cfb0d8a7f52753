package dev.seawall.server.logs.archive;

import dev.seawall.server.logs.query.LogLine;
import java.util.ArrayList;
import java.util.List;

/** Cuts lines into parts of about a size. */
public final class Chunks {
    private Chunks() {}

    /** Parts of at least one line; none where there are no lines. */
    public static List<List<LogLine>> of(List<LogLine> lines, long bytes) {
        List<List<LogLine>> parts = new ArrayList<>();
        int start = 0;
        long size = 0;
        for (int i = 0; i < lines.size(); i++) {
            size += lines.get(i).message().length();
            if (size >= bytes || i == lines.size() - 1) {
                parts.add(lines.subList(start, i + 1));
                start = i + 1;
                size = 0;
            }
        }
        return parts;
    }
}
