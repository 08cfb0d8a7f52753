package dev.seawall.engine.policy;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Purl;
import dev.seawall.engine.model.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies VEX statements to findings, and says where one fits all but in a detail. */
final class VexIndex {
    private final Map<String, List<VexStatement>> byId = new HashMap<>();
    private final Map<VexStatement, String> nearMisses = new LinkedHashMap<>();
    private final Target target;
    private final Set<String> warnings;

    VexIndex(List<VexStatement> statements, Target target, Set<String> warnings) {
        this.target = target;
        this.warnings = warnings;
        for (VexStatement statement : statements) {
            statement.ids().forEach(id -> byId.computeIfAbsent(FindingNames.normal(id), k -> new ArrayList<>())
                    .add(statement));
        }
    }

    /** The finding, not affected where the last statement that fits it says so. */
    Finding apply(Finding finding) {
        Package pkg = finding.pkg();
        if (pkg == null || byId.isEmpty() || finding.status() != FindingStatus.OPEN) {
            return finding;
        }
        Purl purl = Purl.parse(pkg.purl());
        VexStatement last = null;
        for (String name : FindingNames.of(finding)) {
            for (VexStatement statement : byId.getOrDefault(name, List.of())) {
                last = fits(statement, finding, purl) ? statement : last;
            }
        }
        return last == null ? finding : said(finding, last);
    }

    /** Warns of statements that fitted no finding but nearly one. */
    void warnOfNearMisses() {
        warnings.addAll(nearMisses.values());
    }

    private static Finding said(Finding finding, VexStatement statement) {
        return switch (statement.status()) {
            case NOT_AFFECTED ->
                finding.withStatus(
                        FindingStatus.NOT_AFFECTED,
                        "VEX " + statement.source() + ": not affected"
                                + (statement.justification().isEmpty() ? "" : ", " + statement.justification()));
            case FIXED -> finding.withStatus(FindingStatus.NOT_AFFECTED, "VEX " + statement.source() + ": fixed");
            case AFFECTED, UNDER_INVESTIGATION -> finding;
        };
    }

    private boolean fits(VexStatement statement, Finding finding, Purl found) {
        if (statement.products().isEmpty()) {
            return true;
        }
        String almost = "";
        for (VexStatement.Product product : statement.products()) {
            String answer = compare(product, found);
            if (answer.isEmpty()) {
                nearMisses.remove(statement);
                return true;
            }
            almost = answer.equals(NO) ? almost : answer;
        }
        if (!almost.isEmpty()) {
            nearMisses.putIfAbsent(
                    statement,
                    "The VEX statement for " + finding.id() + " in " + statement.source() + " almost matched " + found
                            + ": " + almost + ".");
        }
        return false;
    }

    private static final String NO = "no";

    /** Empty where it fits, {@link #NO} where it does not, else what differs. */
    private String compare(VexStatement.Product product, Purl found) {
        Purl purl = product.purl();
        List<Purl> parts = product.parts();
        if (purl == null) {
            return parts.isEmpty() || !names(product.name()) ? NO : best(parts, found);
        }
        if (purl.type().equals("oci") || purl.type().equals("docker")) {
            String image = TargetMatch.compare(purl, target);
            return !image.isEmpty() || parts.isEmpty() ? image : best(parts, found);
        }
        return parts.isEmpty() ? best(List.of(purl), found) : best(parts, found);
    }

    private boolean names(String name) {
        return name.isEmpty() || target.name().contains(name) || name.contains(target.name());
    }

    private static String best(List<Purl> wanted, Purl found) {
        String answer = NO;
        for (Purl purl : wanted) {
            switch (PurlMatch.fit(purl, found)) {
                case YES -> {
                    return "";
                }
                case ALMOST -> answer = PurlMatch.difference(purl, found);
                case NO -> {}
            }
        }
        return answer;
    }
}
