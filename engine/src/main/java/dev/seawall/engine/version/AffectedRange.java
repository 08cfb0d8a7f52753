package dev.seawall.engine.version;

import dev.seawall.engine.version.VersionEvent.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * One range of an advisory: events on a line of versions, in any order. Judged as the OSV schema's evaluation algorithm
 * says: the events are walked in version order, each one at or before the version changes the answer, and limits cut
 * the line off. Ranges of commits are none of these.
 */
public record AffectedRange(List<VersionEvent> events) {
    /** Copies the events. */
    public AffectedRange {
        events = List.copyOf(events);
    }

    /**
     * Whether a version lies in this range.
     *
     * @throws BadVersionException where the version or that of an event does not parse
     */
    public boolean contains(String version, VersionScheme scheme) throws BadVersionException {
        if (!beforeLimits(version, scheme)) {
            return false;
        }
        boolean affected = false;
        for (VersionEvent event : sorted(scheme)) {
            if (reached(event, version, scheme)) {
                affected = event.kind() == Kind.INTRODUCED;
            }
        }
        return affected;
    }

    private boolean beforeLimits(String version, VersionScheme scheme) throws BadVersionException {
        boolean limited = false;
        for (VersionEvent event : events) {
            if (event.kind() == Kind.LIMIT) {
                limited = true;
                if (event.version().equals("*") || scheme.compare(version, event.version()) < 0) {
                    return true;
                }
            }
        }
        return !limited;
    }

    private static boolean reached(VersionEvent event, String version, VersionScheme scheme)
            throws BadVersionException {
        if (event.isStart()) {
            return true;
        }
        int order = scheme.compare(version, event.version());
        return event.kind() == Kind.LAST_AFFECTED ? order > 0 : order >= 0;
    }

    /** Insertion sort: few events, nearly always in order already, and the scheme may refuse a version. */
    private List<VersionEvent> sorted(VersionScheme scheme) throws BadVersionException {
        List<VersionEvent> sorted = new ArrayList<>(events.size());
        for (VersionEvent event : events) {
            if (event.kind() != Kind.LIMIT) {
                int at = sorted.size();
                while (at > 0 && before(event, sorted.get(at - 1), scheme)) {
                    at--;
                }
                sorted.add(at, event);
            }
        }
        return sorted;
    }

    /** Events at one version stay as written, but a span starts before it ends with that very version. */
    private static boolean before(VersionEvent left, VersionEvent right, VersionScheme scheme)
            throws BadVersionException {
        if (left.isStart() || right.isStart()) {
            return left.isStart() && !right.isStart();
        }
        int order = scheme.compare(left.version(), right.version());
        return order < 0 || (order == 0 && left.kind() == Kind.INTRODUCED && right.kind() == Kind.LAST_AFFECTED);
    }
}
