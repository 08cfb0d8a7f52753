package dev.seawall.server.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which findings are asked for; empty parts let everything through.
 *
 * @param severities numbers as in {@link StoredFinding}
 * @param fix version that mends them
 * @param text part of title, rule or package, in any case
 * @param kev only those that are exploited, or only those that are not
 */
public record FindingFilter(
        List<Integer> severities,
        String kind,
        String rule,
        String pkg,
        String fix,
        String target,
        String status,
        String text,
        @Nullable Boolean kev,
        Visible visible) {
    /** Copies the list. */
    public FindingFilter {
        severities = List.copyOf(severities);
    }
}
