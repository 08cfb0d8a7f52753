package dev.seawall.engine.harden;

import java.util.List;
import java.util.Set;

/**
 * What a target can do without.
 *
 * @param kept paths of everything that stays, directories and links included
 * @param keptPackages names of the packages that stay
 * @param removals groups of what goes, largest first
 * @param setId programs that stay and run with their owner's rights; they lose that right
 * @param bytesBefore size of all files
 * @param bytesAfter size of those that stay
 * @param findingsBefore findings of the scan given
 * @param findingsAfter those that stay
 */
public record HardenPlan(
        Set<String> kept,
        Set<String> keptPackages,
        List<Removal> removals,
        List<String> setId,
        long bytesBefore,
        long bytesAfter,
        int findingsBefore,
        int findingsAfter) {

    public HardenPlan {
        removals = List.copyOf(removals);
        setId = List.copyOf(setId);
    }
}
