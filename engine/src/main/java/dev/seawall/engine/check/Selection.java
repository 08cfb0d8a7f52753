package dev.seawall.engine.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses the checks of a run. */
final class Selection {
    private Selection() {}

    static List<Check> of(CheckRequest request) {
        List<Check> all = Checks.merged(Checks.builtIn(), request.ownChecks());
        Profile profile = request.profile();
        if (profile == null) {
            return all.stream()
                    .filter(check -> !check.optIn() || request.parameters().names(check))
                    .toList();
        }
        List<Check> selected = all.stream().filter(profile::selects).toList();
        Set<String> overridden = new HashSet<>();
        for (Check check : selected) {
            if (check.covers(request.kubernetesMinor())) {
                overridden.addAll(check.overrides());
            }
        }
        return selected.stream()
                .filter(check -> !overridden.contains(check.id()))
                .toList();
    }
}
