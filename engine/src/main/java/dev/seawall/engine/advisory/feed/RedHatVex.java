package dev.seawall.engine.advisory.feed;

import static dev.seawall.engine.advisory.feed.OsvReader.text;

import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.advisory.AffectedPackage;
import dev.seawall.engine.advisory.Rating;
import dev.seawall.engine.model.Purl;
import dev.seawall.engine.version.AffectedRange;
import dev.seawall.engine.version.AffectedVersions;
import dev.seawall.engine.version.VersionEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one Red Hat document in CSAF: a VEX file about a CVE, or an advisory. It has what OSV lacks: packages that are
 * affected and not fixed, whether they will be, and Red Hat's own severity. Modular packages and containers are left
 * out: their versions do not say which stream they belong to.
 *
 * @see <a href="https://redhatproductsecurity.github.io/security-data-guidelines/csaf-vex">Red Hat's description</a>
 */
final class RedHatVex {
    private static final Pattern CPE = Pattern.compile("cpe:/[aoh]:redhat:(.+)");
    private static final Pattern RPM_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
    private static final Pattern ERRATUM = Pattern.compile("RH[SBE]A-\\d{4}:\\d+");
    private static final String ID = "REDHAT-VEX-";
    private static final int MAX_PACKAGES = 100_000;

    /** Product ids with the CPE or package URL that identifies them. */
    private final Map<String, String> identities = new HashMap<>();
    /** Ids of a package in a product: the package's and the product's. */
    private final Map<String, String[]> inside = new HashMap<>();

    private RedHatVex() {}

    /** Whether a document is CSAF at all. */
    static boolean isOne(JsonNode root) {
        return text(root.path("document"), "category").startsWith("csaf_") && root.has("vulnerabilities");
    }

    /** One record for each CVE that the document says something of about packages of Red Hat. */
    static List<Advisory> read(JsonNode root) {
        RedHatVex document = new RedHatVex();
        JsonNode tree = root.path("product_tree");
        document.branches(tree, 0);
        tree.path("relationships").forEach(document::relationship);
        List<Advisory> records = new ArrayList<>();
        root.path("vulnerabilities").forEach(each -> document.record(root, each).ifPresent(records::add));
        return records;
    }

    private void branches(JsonNode node, int depth) {
        for (JsonNode branch : node.path("branches")) {
            JsonNode product = branch.path("product");
            JsonNode helper = product.path("product_identification_helper");
            String identity = text(helper, "cpe").isEmpty() ? text(helper, "purl") : text(helper, "cpe");
            identities.put(text(product, "product_id"), identity);
            if (depth < 20) {
                branches(branch, depth + 1);
            }
        }
    }

    private void relationship(JsonNode node) {
        inside.put(
                text(node.path("full_product_name"), "product_id"),
                new String[] {text(node, "product_reference"), text(node, "relates_to_product_reference")});
    }

    private Optional<Advisory> record(JsonNode root, JsonNode node) {
        String cve = text(node, "cve");
        Set<AffectedPackage> affected = new LinkedHashSet<>();
        Map<String, JsonNode> remedies = remedies(node);
        for (String status : List.of("fixed", "known_affected")) {
            for (JsonNode product : node.path("product_status").path(status)) {
                String id = product.asString("");
                packageOf(id, status.equals("fixed"), remedies.get(id), severity(root, node, id))
                        .ifPresent(affected::add);
                if (affected.size() > MAX_PACKAGES) {
                    return Optional.empty();
                }
            }
        }
        if (!cve.startsWith("CVE-") || affected.isEmpty()) {
            return Optional.empty();
        }
        JsonNode tracking = root.path("document").path("tracking");
        return Optional.of(new Advisory(
                ID + cve,
                text(tracking, "current_release_date"),
                false,
                List.of(),
                List.of(cve),
                List.of(),
                OsvReader.summary(text(node, "title"), ""),
                ratings(node),
                List.copyOf(affected),
                List.of("https://access.redhat.com/security/cve/" + cve)));
    }

    /** What says most of each product: a fix before the word that there will be none, a workaround never. */
    private static Map<String, JsonNode> remedies(JsonNode node) {
        Map<String, JsonNode> remedies = new LinkedHashMap<>();
        for (String category : List.of("vendor_fix", "no_fix_planned", "none_available")) {
            for (JsonNode remedy : node.path("remediations")) {
                if (text(remedy, "category").equals(category)) {
                    remedy.path("product_ids").forEach(id -> remedies.putIfAbsent(id.asString(""), remedy));
                }
            }
        }
        return remedies;
    }

    /** A package of one version as it is installed, not its source. */
    private static boolean isBinary(Purl purl) {
        return !purl.version().isEmpty() && !"src".equals(purl.qualifiers().get("arch"));
    }

    private Optional<AffectedPackage> packageOf(String id, boolean fixed, @Nullable JsonNode remedy, String severity) {
        String[] pair = inside.get(id);
        Matcher cpe = CPE.matcher(pair == null ? "" : identities.getOrDefault(pair[1], ""));
        Purl purl = pair == null ? null : rpm(pair[0]);
        if (!cpe.matches() || purl == null || (fixed && !isBinary(purl))) {
            return Optional.empty();
        }
        String epoch = purl.qualifiers().getOrDefault("epoch", "0");
        String version = epoch.equals("0") ? purl.version() : epoch + ":" + purl.version();
        List<VersionEvent> events = fixed
                ? List.of(VersionEvent.introduced("0"), VersionEvent.fixed(version))
                : List.of(VersionEvent.introduced("0"));
        return Optional.of(new AffectedPackage(
                "Red Hat:" + cpe.group(1),
                purl.name(),
                new AffectedVersions(List.of(new AffectedRange(events)), List.of()),
                severity,
                fixed || remedy == null ? "" : status(remedy),
                List.of(),
                List.of(),
                fixed && remedy != null ? erratum(remedy) : "",
                ""));
    }

    /** The package of a product id; where it has no package URL, as unfixed ones, its id is its name. */
    private @Nullable Purl rpm(String id) {
        String identity = identities.getOrDefault(id, "");
        try {
            if (!identity.startsWith("pkg:")) {
                boolean named = RPM_NAME.matcher(id).matches();
                return named ? Purl.parse("pkg:rpm/redhat/" + id.replace("+", "%2B")) : null;
            }
            Purl purl = Purl.parse(identity);
            boolean modular = purl.qualifiers().containsKey("rpmmod") || id.contains("::");
            return purl.type().equals("rpm") && !modular ? purl : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String status(JsonNode remedy) {
        String details = text(remedy, "details").strip();
        return text(remedy, "category").equals("no_fix_planned") && details.isEmpty() ? "will not fix" : details;
    }

    private static String erratum(JsonNode remedy) {
        Matcher named = ERRATUM.matcher(text(remedy, "url"));
        return named.find() ? named.group() : "";
    }

    /** Red Hat's impact for one product, else for the CVE, else for the document. */
    private static String severity(JsonNode root, JsonNode node, String id) {
        String general = text(root.path("document").path("aggregate_severity"), "text");
        for (JsonNode threat : node.path("threats")) {
            boolean impact = text(threat, "category").equals("impact");
            if (impact && threat.path("product_ids").isEmpty()) {
                general = text(threat, "details");
            } else if (impact && names(threat, id)) {
                return text(threat, "details");
            }
        }
        return general;
    }

    private static boolean names(JsonNode node, String id) {
        for (JsonNode each : node.path("product_ids")) {
            if (each.asString("").equals(id)) {
                return true;
            }
        }
        return false;
    }

    private static List<Rating> ratings(JsonNode node) {
        Set<Rating> ratings = new LinkedHashSet<>();
        for (JsonNode score : node.path("scores")) {
            for (String version : List.of("cvss_v4", "cvss_v3", "cvss_v2")) {
                String vector = text(score.path(version), "vectorString");
                if (!vector.isEmpty()) {
                    ratings.add(new Rating("redhat", vector, ""));
                }
            }
        }
        return List.copyOf(ratings);
    }
}
