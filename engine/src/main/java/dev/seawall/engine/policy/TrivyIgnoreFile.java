package dev.seawall.engine.policy;

import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Purl;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code .trivyignore.yaml}: a list per kind of finding, with paths, purls, a day and a statement. */
final class TrivyIgnoreFile {
    static final Map<String, Set<FindingKind>> SECTIONS = new TreeMap<>(Map.of(
            "vulnerabilities", Set.of(FindingKind.VULNERABILITY),
            "misconfigurations", Set.of(FindingKind.MISCONFIGURATION, FindingKind.HARDENING, FindingKind.TRUST),
            "secrets", Set.of(FindingKind.SECRET),
            "licenses", Set.of(FindingKind.LICENSE)));

    private TrivyIgnoreFile() {}

    static List<Waiver> read(Entry root) {
        List<Waiver> waivers = new ArrayList<>();
        SECTIONS.forEach((section, kinds) -> root.entries(section, "id")
                .forEach(entry -> waivers.add(waiver(entry).withKinds(kinds))));
        return waivers;
    }

    private static Waiver waiver(Entry entry) {
        String id = entry.text("id");
        if (id.isEmpty()) {
            throw entry.broken("an entry has no id");
        }
        LocalDate end = entry.day("expired_at");
        return Waiver.ofIds(entry.file(), List.of(id))
                .withPlace(packages(entry), entry.texts("paths"), 0)
                .withReason(entry.text("statement"), end == null ? null : end.minusDays(1));
    }

    private static PackagePattern packages(Entry entry) {
        List<Purl> purls =
                entry.texts("purls").stream().map(text -> purl(entry, text)).toList();
        return new PackagePattern(purls, null, "", Set.of(), null);
    }

    /** A package URL written by hand. */
    static Purl purl(Entry entry, String text) {
        try {
            return Purl.parse(text);
        } catch (IllegalArgumentException e) {
            throw entry.broken("'" + text + "' is no package URL");
        }
    }
}
