package dev.seawall.engine.advisory;

import java.util.SortedSet;

/** Where a scan gets its advisories from, once it knows what it met. */
@FunctionalInterface
public interface AdvisorySource {
    /**
     * Opens the data; the caller closes it.
     *
     * @param ecosystems that the scan met, without release, as OSV names them: {@code Debian}, {@code npm}
     */
    Advisories open(SortedSet<String> ecosystems);
}
