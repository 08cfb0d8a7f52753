package dev.seawall.engine.advisory;

import java.util.List;

/**
 * One advisory, as an OSV record states it.
 *
 * @param id the record's own id
 * @param modified ISO 8601 time of the last change, empty where unknown
 * @param withdrawn true where its source took it back: it says nothing of any package
 * @param aliases other ids of the very same problem
 * @param upstream ids of the problems this one passes on, as a distribution's advisory does with CVEs
 * @param related ids that have something to do with it
 * @param summary one line, empty where none
 * @param ratings how bad each source calls it, the record's own CVSS vectors first
 * @param affected packages it speaks of; of a lookup only the package asked for; empty for a mere severity record
 * @param references URLs, at most {@value #MAX_REFERENCES}
 */
public record Advisory(
        String id,
        String modified,
        boolean withdrawn,
        List<String> aliases,
        List<String> upstream,
        List<String> related,
        String summary,
        List<Rating> ratings,
        List<AffectedPackage> affected,
        List<String> references) {

    /** References beyond these are dropped. */
    public static final int MAX_REFERENCES = 12;

    public Advisory {
        aliases = List.copyOf(aliases);
        upstream = List.copyOf(upstream);
        related = List.copyOf(related);
        ratings = List.copyOf(ratings);
        affected = List.copyOf(affected);
        references = List.copyOf(references);
    }

    /** True for a record of the malicious-packages collection: the package itself is the harm. */
    public boolean isMalware() {
        return id.startsWith("MAL-") || aliases.stream().anyMatch(alias -> alias.startsWith("MAL-"));
    }

    Advisory withAffected(List<AffectedPackage> only) {
        return new Advisory(id, modified, withdrawn, aliases, upstream, related, summary, ratings, only, references);
    }
}
