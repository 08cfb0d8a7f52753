package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Os;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When the free support of each release of a distribution ended or will end; the dates are {@code os/eol.yaml}. */
public final class EndOfLife {
    private static final Map<String, Map<String, LocalDate>> RELEASES = load();

    private EndOfLife() {}

    /** True where support had ended before this day; false for a release nobody knows. */
    public static boolean isEol(Os os, LocalDate day) {
        return lastDay(os).map(day::isAfter).orElse(false);
    }

    /** This operating system with {@code eol} as it is on this day. */
    public static Os assess(Os os, LocalDate day) {
        return new Os(os.id(), os.version(), os.codename(), isEol(os, day));
    }

    /** The last day of support: of the whole version, else of its first two numbers, else of its first. */
    public static Optional<LocalDate> lastDay(Os os) {
        Map<String, LocalDate> releases = RELEASES.getOrDefault(os.id().toLowerCase(Locale.ROOT), Map.of());
        String version = os.version().split(" ", 2)[0];
        while (!version.isEmpty()) {
            LocalDate last = releases.get(version);
            if (last != null) {
                return Optional.of(last);
            }
            version = version.substring(0, Math.max(version.lastIndexOf('.'), 0));
        }
        return Optional.empty();
    }

    private static Map<String, Map<String, LocalDate>> load() {
        Map<String, Map<String, LocalDate>> all = new TreeMap<>();
        if (Distributions.resource("/os/eol.yaml") instanceof Map<?, ?> file) {
            file.forEach((id, entry) -> put(all, String.valueOf(id), (Map<?, ?>) entry));
        }
        return all;
    }

    private static void put(Map<String, Map<String, LocalDate>> all, String id, Map<?, ?> entry) {
        Map<String, LocalDate> releases = new TreeMap<>();
        if (entry.get("releases") instanceof Map<?, ?> dates) {
            dates.forEach(
                    (release, day) -> releases.put(String.valueOf(release), LocalDate.parse(String.valueOf(day))));
        }
        all.put(id, releases);
        Distributions.strings(entry.get("aliases")).forEach(alias -> all.put(alias, releases));
    }
}
