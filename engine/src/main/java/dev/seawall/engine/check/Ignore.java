package dev.seawall.engine.check;

import dev.seawall.engine.model.Location;
import java.util.List;

/**
 * A wish, written in or beside a document, that checks be silent there: a pragma, an annotation, a linter's own
 * configuration. What it covers stays in the report as suppressed.
 *
 * @param names ids or aliases of checks: {@code image-runs-as-root}, {@code hadolint:DL3006}; {@code *} for all
 * @param line first line from 1, 0 for the whole document
 * @param endLine last line
 * @param reason what the report says of it
 */
public record Ignore(List<String> names, int line, int endLine, String reason) {
    public Ignore {
        names = List.copyOf(names);
    }

    /** One for a whole document. */
    public static Ignore everywhere(List<String> names, String reason) {
        return new Ignore(names, 0, 0, reason);
    }

    boolean covers(Check check, Location place) {
        boolean here = line == 0 || (line <= place.line() && place.line() <= endLine);
        return here
                && (names.contains("*")
                        || names.contains(check.id())
                        || check.aliases().stream().anyMatch(names::contains));
    }
}
