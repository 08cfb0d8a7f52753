package dev.seawall.engine.policy;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the waiver of a finding without trying every waiver on every finding. */
final class WaiverIndex {
    private final Map<String, List<Waiver>> byId = new HashMap<>();
    private final List<Waiver> others = new ArrayList<>();
    private final LocalDate today;
    private final Set<String> warnings;

    WaiverIndex(List<Waiver> waivers, LocalDate today, Set<String> warnings) {
        this.today = today;
        this.warnings = warnings;
        for (Waiver waiver : waivers) {
            if (waiver.ids().isEmpty() || !waiver.ids().stream().allMatch(Glob::isPlain)) {
                others.add(waiver);
            } else {
                waiver.ids().forEach(id -> byId.computeIfAbsent(FindingNames.normal(id), k -> new ArrayList<>())
                        .add(waiver));
            }
        }
    }

    /** The finding with the status of the first waiver that holds today, or as it was. */
    Finding apply(Finding finding) {
        if (finding.status() != FindingStatus.OPEN || (byId.isEmpty() && others.isEmpty())) {
            return finding;
        }
        Set<String> names = FindingNames.of(finding);
        for (String name : names) {
            for (Waiver waiver : byId.getOrDefault(name, List.of())) {
                if (waiver.coversPlace(finding) && holds(waiver, finding)) {
                    return finding.withStatus(waiver.status(), waiver.because());
                }
            }
        }
        for (Waiver waiver : others) {
            if (waiver.coversName(names) && waiver.coversPlace(finding) && holds(waiver, finding)) {
                return finding.withStatus(waiver.status(), waiver.because());
            }
        }
        return finding;
    }

    private boolean holds(Waiver waiver, Finding finding) {
        if (waiver.holdsOn(today)) {
            return true;
        }
        warnings.add("The waiver for " + finding.id() + " in " + waiver.source() + " expired on " + waiver.expires()
                + " and was not applied.");
        return false;
    }
}
