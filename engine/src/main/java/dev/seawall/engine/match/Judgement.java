package dev.seawall.engine.match;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.advisory.AffectedPackage;
import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.version.Affected;
import dev.seawall.engine.version.VersionScheme;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks each advisory about a package whether it means this version. */
record Judgement(Advisories advisories, VersionScheme scheme) {
    /** What is said of a package under its keys, each advisory once for each of its entries. */
    List<Statement> statements(Package pkg, List<AdvisoryKey> keys) {
        List<Statement> statements = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (AdvisoryKey key : keys) {
            for (Advisory advisory : advisories.find(key)) {
                for (AffectedPackage affected : advisory.affected()) {
                    Affected answer = answer(pkg, key, affected);
                    boolean speaks = !(answer instanceof Affected.No);
                    if (speaks && seen.add(List.of(advisory.id(), affected, key.version()))) {
                        statements.add(new Statement(key, advisory, affected, answer));
                    }
                }
            }
        }
        return statements;
    }

    private Affected answer(Package pkg, AdvisoryKey key, AffectedPackage affected) {
        String arch = pkg.qualifiers().getOrDefault("arch", "");
        boolean otherMachine = !affected.architectures().isEmpty()
                && !arch.isEmpty()
                && !arch.equals("noarch")
                && !affected.architectures().contains(arch);
        return otherMachine ? new Affected.No() : affected.versions().judge(key.version(), scheme);
    }
}
