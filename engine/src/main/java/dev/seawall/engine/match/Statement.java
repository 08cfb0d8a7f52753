package dev.seawall.engine.match;

import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.advisory.AffectedPackage;
import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.version.Affected;

/**
 * What one advisory says of one package: that it is affected, or that nothing can be told.
 *
 * @param answer never {@link Affected.No}
 */
record Statement(AdvisoryKey key, Advisory advisory, AffectedPackage affected, Affected answer) {
    boolean isCertain() {
        return answer instanceof Affected.Yes;
    }

    /** The versions without the problem, separated by ", "; empty where none is known. */
    String fixedIn() {
        if (!affected.patched().isEmpty()) {
            return String.join(", ", affected.patched());
        }
        return answer instanceof Affected.Yes yes ? yes.fixedIn() : "";
    }
}
