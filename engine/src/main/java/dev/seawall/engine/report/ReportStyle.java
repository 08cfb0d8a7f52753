package dev.seawall.engine.report;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a report shall look; what it says does not depend on it, save for the dates some formats demand.
 *
 * @param toolVersion of Seawall, as printed in every format
 * @param width columns of the terminal, at least 48, 80 where unknown
 * @param colour true to colour the table; the caller asks NO_COLOR and whether this is a terminal
 * @param show what the table lists beyond open findings
 * @param timestamp time of the report, or null to leave times out; formats that demand one then say 1970-01-01
 * @param template text of a Mustache template, for the format {@code template}; null for the built-in one
 * @param environment variables a format may name, such as GITHUB_SHA; empty for none
 */
public record ReportStyle(
        String toolVersion,
        int width,
        boolean colour,
        Set<Show> show,
        @Nullable Instant timestamp,
        @Nullable String template,
        Map<String, String> environment) {

    public ReportStyle {
        width = Math.clamp(width, 48, 400);
        show = Set.copyOf(show);
        environment = Map.copyOf(environment);
    }

    /** 80 columns, no colour, only open findings, no time. */
    public static ReportStyle plain(String toolVersion) {
        return new ReportStyle(toolVersion, 80, false, Set.of(), null, null, Map.of());
    }

    public ReportStyle withTerminal(int columns, boolean inColour) {
        return new ReportStyle(toolVersion, columns, inColour, show, timestamp, template, environment);
    }

    public ReportStyle withShow(Set<Show> value) {
        return new ReportStyle(toolVersion, width, colour, value, timestamp, template, environment);
    }

    public ReportStyle withTimestamp(@Nullable Instant value) {
        return new ReportStyle(toolVersion, width, colour, show, value, template, environment);
    }

    public ReportStyle withTemplate(@Nullable String value) {
        return new ReportStyle(toolVersion, width, colour, show, timestamp, value, environment);
    }

    public ReportStyle withEnvironment(Map<String, String> value) {
        return new ReportStyle(toolVersion, width, colour, show, timestamp, template, value);
    }

    /** The time of the report to the second, or 1970-01-01T00:00:00Z where none was set. */
    Instant timeOrEpoch() {
        return timestamp == null ? Instant.EPOCH : Instant.ofEpochSecond(timestamp.getEpochSecond());
    }

    /** What a table shows beyond open findings; the value of {@code --show}. */
    public enum Show {
        ALL,
        SUPPRESSED,
        FOLDED
    }
}
