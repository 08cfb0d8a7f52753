package dev.seawall.engine.report;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Scope;
import dev.seawall.engine.model.SourcePackage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What all bills of material are written from: packages with references, facts about them, vulnerabilities by id. */
final class Bom {
    /** One package with a reference that is unique in its document. */
    record Item(Package pkg, String purl, String ref) {}

    /** What is said of one vulnerability in the packages that share a status. */
    record Group(Finding first, List<Finding> findings) {}

    private final List<Item> items = new ArrayList<>();
    private final Map<String, String> refs = new HashMap<>();

    private Bom() {}

    static Bom of(Report report) {
        Bom bom = new Bom();
        Map<String, Integer> used = new HashMap<>();
        for (Package pkg : report.packages()) {
            String purl = pkg.purl();
            int times = used.merge(purl, 1, Integer::sum);
            String ref = times == 1 ? purl : purl + "#" + times;
            bom.items.add(new Item(pkg, purl, ref));
            bom.refs.putIfAbsent(purl + "\0" + pkg.path(), ref);
            bom.refs.putIfAbsent(purl, ref);
        }
        return bom;
    }

    List<Item> items() {
        return items;
    }

    /** The reference of the package a finding is about; its purl where the package is not listed. */
    String ref(Package pkg) {
        String purl = pkg.purl();
        String exact = refs.get(purl + "\0" + pkg.path());
        return exact == null ? refs.getOrDefault(purl, purl) : exact;
    }

    /** Vulnerabilities in packages, those of one id and status together, in the order of the report. */
    static List<Group> vulnerabilities(Report report) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding f : report.findings()) {
            if (f.kind() == FindingKind.VULNERABILITY && f.pkg() != null) {
                String key = f.id() + "\0" + f.status() + "\0" + f.reason() + "\0" + f.fix();
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(f);
            }
        }
        return groups.values().stream()
                .map(list -> new Group(list.getFirst(), list))
                .toList();
    }

    /**
     * The facts no format has a place for, by the names Trivy made customary where there are such, so that its users
     * lose nothing.
     */
    static Map<String, String> facts(Package pkg) {
        Map<String, String> facts = new LinkedHashMap<>();
        SourcePackage source = pkg.source();
        if (source != null) {
            facts.put("SrcName", source.name());
            facts.put("SrcVersion", source.version());
        }
        put(facts, "FilePath", pkg.path());
        put(facts, "LayerDiffID", pkg.layer() == null ? "" : pkg.layer().toString());
        put(facts, "line", pkg.line() == 0 ? "" : Integer.toString(pkg.line()));
        put(facts, "scope", pkg.scope() == Scope.DEV ? "dev" : "");
        put(facts, "coveredBy", pkg.coveredBy() == null ? "" : pkg.coveredBy());
        return facts;
    }

    private static void put(Map<String, String> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.put(key, value);
        }
    }

    /** An id made of what the document describes, so that equal reports have equal ids. */
    UUID id(Report report) {
        StringBuilder text = new StringBuilder(report.target().name());
        text.append('\0').append(report.target().digest());
        items.forEach(i -> text.append('\0').append(i.ref()));
        report.findings().forEach(f -> text.append('\0').append(f.fingerprint()).append(f.status()));
        byte[] hash = Digest.sha256(text.toString().getBytes(StandardCharsets.UTF_8))
                .hex()
                .getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(hash);
    }

    /** What CycloneDX calls the state of the analysis; empty for open findings. */
    static String analysis(FindingStatus status) {
        return switch (status) {
            case OPEN, FOLDED -> "";
            case NOT_AFFECTED -> "not_affected";
            case SUPPRESSED, EXCEPTED -> "exploitable";
        };
    }
}
