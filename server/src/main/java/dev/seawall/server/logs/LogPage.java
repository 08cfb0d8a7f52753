package dev.seawall.server.logs;

import dev.seawall.server.logs.query.LogLine;
import java.util.List;

/**
 * What a search found.
 *
 * @param notes what could not be read, so that nothing missing passes for nothing there
 */
public record LogPage(List<Found> lines, List<String> notes) {
    /** A line and its name, by which it is asked for again. */
    public record Found(String id, LogLine line) {}
}
