package dev.seawall.engine.report;

import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SourcePackage;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** The words of SPDX for what Seawall knows, shared by its shapes. */
final class SpdxFacts {
    static final String DOCUMENT = "SPDXRef-DOCUMENT";
    static final String TARGET = "SPDXRef-Target";
    static final String OS = "SPDXRef-OperatingSystem";

    private SpdxFacts() {}

    static String packageId(int index) {
        return "SPDXRef-Package-" + (index + 1);
    }

    static String created(ReportStyle style) {
        return DateTimeFormatter.ISO_INSTANT.format(style.timeOrEpoch());
    }

    static String namespace(Report report, Bom bom) {
        return "https://seawall.dev/spdx/" + bom.id(report);
    }

    static String targetPurpose(Report report) {
        return switch (report.target().kind()) {
            case IMAGE, CONTAINER -> "CONTAINER";
            case HOST -> "DEVICE";
            case FILESYSTEM, SBOM, CONFIG, DAEMON, CLUSTER, REGISTRY -> "APPLICATION";
        };
    }

    static String sourceInfo(Package pkg) {
        SourcePackage source = pkg.source();
        return source == null ? "" : "built package from: " + source.name() + " " + source.version();
    }

    /** Everything SPDX has no place for, a line each; licences as the package states them. */
    static String notes(Package pkg) {
        StringBuilder out = new StringBuilder();
        Bom.facts(pkg).forEach((k, v) -> line(out, k, v));
        if (pkg.licenses().size() > 1
                || (!pkg.licenses().isEmpty()
                        && !license(pkg).equals(pkg.licenses().getFirst()))) {
            pkg.licenses().forEach(l -> line(out, "License", l));
        }
        return out.toString().stripTrailing();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(": ").append(SafeText.line(value)).append('\n');
    }

    /** The declared licence as an SPDX expression; texts that are no licence id become references. */
    static String license(Package pkg) {
        if (pkg.licenses().isEmpty()) {
            return "NOASSERTION";
        }
        StringBuilder out = new StringBuilder();
        for (String license : pkg.licenses()) {
            boolean compound = pkg.licenses().size() > 1 && Licenses.isExpression(license);
            out.append(out.isEmpty() ? "" : " AND ");
            out.append(compound ? "(" + license + ")" : operand(license));
        }
        return out.toString();
    }

    private static String operand(String license) {
        return Licenses.isId(license) || Licenses.isExpression(license) ? license : reference(license);
    }

    private static String reference(String license) {
        String name = license.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-+|-+$", "");
        boolean exact = name.equals(license);
        return "LicenseRef-" + (name.length() > 60 ? name.substring(0, 60) : name)
                + (exact ? "" : "-" + Integer.toHexString(license.hashCode()));
    }

    /** The licence texts that became references, by reference. */
    static Map<String, String> references(Bom bom) {
        Map<String, String> references = new TreeMap<>();
        for (Bom.Item item : bom.items()) {
            for (String license : item.pkg().licenses()) {
                if (!Licenses.isId(license) && !Licenses.isExpression(license)) {
                    references.put(reference(license), license);
                }
            }
        }
        return references;
    }
}
