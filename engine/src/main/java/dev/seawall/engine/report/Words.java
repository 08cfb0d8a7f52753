package dev.seawall.engine.report;

import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The phrases and links that several formats share. */
final class Words {
    private static final Set<String> OS_ECOSYSTEMS = Set.of("deb", "rpm", "apk", "alpm", "ebuild", "bitnami-os");

    private Words() {}

    static String plural(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    static String plural(int count, String one) {
        return plural(count, one, one + "s");
    }

    /** The heading of a kind of finding. */
    static String heading(FindingKind kind) {
        return switch (kind) {
            case VULNERABILITY -> "Vulnerabilities";
            case SECRET -> "Secrets";
            case MALWARE -> "Malware";
            case MISCONFIGURATION -> "Configuration";
            case TRUST -> "Trust";
            case HARDENING -> "Hardening";
            case LICENSE -> "Licences";
        };
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String lower(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String os(Os os) {
        return (os.id() + " " + os.version()).strip();
    }

    static boolean isOsPackage(@Nullable Package pkg) {
        return pkg != null && OS_ECOSYSTEMS.contains(pkg.ecosystem());
    }

    /** The fixed version, or the state in words where there is none. */
    static String fix(Fix fix) {
        if (!fix.version().isEmpty()) {
            return fix.version();
        }
        return switch (fix.state()) {
            case FIXED -> "available";
            case NOT_FIXED -> "none yet";
            case WONT_FIX -> "won't fix";
            case UNKNOWN -> "unknown";
        };
    }

    /** What to do about a finding, a sentence; empty where nobody knows. */
    static String advice(Finding f) {
        String patch = f.fix().patch();
        if (patch != null && !patch.isEmpty()) {
            return patch;
        }
        Package pkg = f.pkg();
        boolean upgrade = !f.fix().version().isEmpty();
        return pkg != null && upgrade
                ? "Upgrade " + pkg.name() + " to " + f.fix().version()
                : "";
    }

    /** The page that describes an id; empty for ids of our own. */
    static String link(Finding f) {
        String id = f.id();
        if (id.startsWith("CVE-")) {
            return "https://nvd.nist.gov/vuln/detail/" + id;
        }
        if (id.startsWith("GHSA-")) {
            return "https://github.com/advisories/" + id;
        }
        boolean vulnerability = f.kind() == FindingKind.VULNERABILITY;
        String first = f.references().isEmpty() ? "" : f.references().getFirst();
        return vulnerability ? "https://osv.dev/vulnerability/" + id : first;
    }

    /** The score its rater gave, else the highest; empty where there is none. */
    static Optional<CvssScore> score(Finding f) {
        return f.cvss().stream()
                .filter(c -> c.source().equalsIgnoreCase(f.severitySource()))
                .findFirst()
                .or(() -> f.cvss().stream().max(Comparator.comparingDouble(CvssScore::score)));
    }

    /** Whether the report was made with nothing but the starter set that comes with Seawall. */
    static boolean isStarter(DatabaseInfo database) {
        return database.sources().keySet().stream()
                .anyMatch(s -> s.toLowerCase(Locale.ROOT).contains("starter"));
    }

    /** One line with the counts by severity: {@code 3 findings: 1 critical, 2 high}. */
    static String counts(Report report) {
        Summary summary = Summary.of(report);
        StringBuilder out = new StringBuilder(plural(summary.total(), "finding"));
        String separator = ": ";
        for (var count : summary.open().entrySet()) {
            if (count.getValue() > 0) {
                out.append(separator).append(count.getValue()).append(' ').append(lower(count.getKey()));
                separator = ", ";
            }
        }
        return out.toString();
    }
}
