package dev.seawall.engine.report;

import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.Target;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of CycloneDX for what Seawall knows, shared by its JSON and its XML. */
final class CycloneDxFacts {
    static final List<String> VERSIONS = List.of("1.6", "1.5", "1.4", "1.7");
    private static final Set<String> TRIVY = Set.of("SrcName", "SrcVersion", "FilePath", "LayerDiffID");

    private static final Pattern URL = Pattern.compile("https?://[\\x21-\\x7e]+");

    private CycloneDxFacts() {}

    static String property(String fact) {
        return (TRIVY.contains(fact) ? "aquasecurity:trivy:" : "seawall:") + fact;
    }

    static String componentType(Target target) {
        return switch (target.kind()) {
            case IMAGE, CONTAINER -> "container";
            case HOST -> "device";
            case FILESYSTEM, SBOM, CONFIG, DAEMON, CLUSTER, REGISTRY -> "application";
        };
    }

    static String method(CvssScore score) {
        String vector = score.vector();
        if (vector.startsWith("CVSS:4")) {
            return "CVSSv4";
        }
        if (vector.startsWith("CVSS:3.1")) {
            return "CVSSv31";
        }
        if (vector.startsWith("CVSS:3")) {
            return "CVSSv3";
        }
        return vector.startsWith("AV:") || vector.startsWith("(AV:") ? "CVSSv2" : "other";
    }

    /** Version 1.4 does not know CVSS 4. */
    static String method(CvssScore score, String version) {
        String method = method(score);
        return version.equals("1.4") && method.equals("CVSSv4") ? "other" : method;
    }

    static String severity(Severity severity) {
        return Words.lower(severity);
    }

    static boolean isOlderThan(String version, int minor) {
        return Integer.parseInt(version.substring(2)) < minor;
    }

    static String source(Finding f) {
        return f.severitySource().isEmpty() ? "seawall" : f.severitySource();
    }

    static List<String> advisories(Finding f) {
        return f.references().stream()
                .filter(r -> URL.matcher(r).matches())
                .distinct()
                .toList();
    }

    /** The part of a Maven or scoped name before its separator; empty for others. */
    static String group(Bom.Item item) {
        return switch (item.pkg().ecosystem()) {
            case "maven" -> before(item.pkg().name(), ':');
            case "npm" -> item.pkg().name().startsWith("@") ? before(item.pkg().name(), '/') : "";
            default -> "";
        };
    }

    /** The rest of the name behind its group. */
    static String name(Bom.Item item) {
        String group = group(item);
        String name = item.pkg().name();
        return group.isEmpty() ? name : name.substring(group.length() + 1);
    }

    private static String before(String text, char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? "" : text.substring(0, at);
    }
}
