package dev.seawall.engine.host;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.match.Matcher;
import dev.seawall.engine.match.Matches;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the advisories say of the installed packages.
 *
 * @param fixable open findings with a fixed version
 * @param covered whether there is data for every package's release and it is more than the starter set
 */
record Vulnerable(List<Finding> fixable, boolean covered, DatabaseInfo database) {
    Vulnerable {
        fixable = List.copyOf(fixable);
    }

    static Vulnerable of(List<Package> packages, Os os, Supplier<Advisories> advisories) {
        try (Advisories data = advisories.get()) {
            Matches matches = Matcher.match(packages, os, data);
            List<Finding> fixable = matches.findings().stream()
                    .filter(each ->
                            each.status() == FindingStatus.OPEN && each.fix().state() == Fix.State.FIXED)
                    .toList();
            boolean all =
                    !matches.coverage().isEmpty() && matches.coverage().stream().allMatch(each -> each.hasData());
            return new Vulnerable(fixable, all && !data.info().sources().containsKey("starter"), data.info());
        }
    }
}
