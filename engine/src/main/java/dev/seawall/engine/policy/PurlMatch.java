package dev.seawall.engine.policy;

import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Purl;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a package URL somebody wrote means a package that was found. Where a package came from, for which processor
 * it was built and on which release it sits does not change what it is, so those qualifiers never prevent a match.
 */
final class PurlMatch {
    private static final Set<String> IGNORED = Set.of(
            "arch",
            "distro",
            "distro_name",
            "distro_version",
            "os_name",
            "os_version",
            "os_distro",
            "repository_url",
            "upstream",
            "epoch",
            "vcs_url",
            "download_url",
            "checksum",
            "tag",
            "type",
            "platform");

    /** How well two fit. */
    enum Fit {
        YES,
        /** Same type and name, something else differs. */
        ALMOST,
        NO
    }

    private PurlMatch() {}

    static boolean covers(Purl wanted, Package pkg) {
        return fit(wanted, Purl.parse(pkg.purl())) == Fit.YES;
    }

    static Fit fit(Purl wanted, Purl found) {
        if (!wanted.type().equals(found.type()) || !sameName(wanted, found)) {
            return Fit.NO;
        }
        boolean same = sameNamespace(wanted, found) && sameVersion(wanted, found) && qualifiersFit(wanted, found);
        return same ? Fit.YES : Fit.ALMOST;
    }

    /** What differs between two that almost fit, in words. */
    static String difference(Purl wanted, Purl found) {
        if (!sameNamespace(wanted, found)) {
            return "namespace " + wanted.namespace() + " is not " + found.namespace();
        }
        if (!sameVersion(wanted, found)) {
            return "version " + wanted.version() + " is not " + found.version();
        }
        return "its qualifiers differ";
    }

    private static boolean sameName(Purl a, Purl b) {
        return normalName(a).equals(normalName(b));
    }

    private static String normalName(Purl purl) {
        String lower = purl.name().toLowerCase(Locale.ROOT);
        return purl.type().equals("pypi") ? lower.replace('_', '-').replace('.', '-') : lower;
    }

    private static boolean sameNamespace(Purl wanted, Purl found) {
        return wanted.namespace().equalsIgnoreCase(found.namespace());
    }

    private static boolean sameVersion(Purl wanted, Purl found) {
        return wanted.version().isEmpty()
                || version(wanted).equals(version(found))
                || wanted.version().equals(found.version());
    }

    /** With the epoch in front, wherever it was written; 0 is no epoch. */
    private static String version(Purl purl) {
        String epoch = purl.qualifiers().getOrDefault("epoch", "0");
        String version = purl.version();
        if (version.startsWith("0:")) {
            return version.substring(2);
        }
        boolean bare = epoch.equals("0") || version.startsWith(epoch + ":");
        String plain = purl.type().equals("golang") && version.startsWith("v") ? version.substring(1) : version;
        return bare ? plain : epoch + ":" + plain;
    }

    private static boolean qualifiersFit(Purl wanted, Purl found) {
        for (Map.Entry<String, String> q : wanted.qualifiers().entrySet()) {
            if (!IGNORED.contains(q.getKey())
                    && !q.getValue().equals(found.qualifiers().get(q.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
