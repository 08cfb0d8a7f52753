package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.wire.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long something lives: what is asked, what its role says, and at most what its mount allows.
 *
 * @param seconds 0 for ever
 */
record Lifetimes(long seconds, List<String> warnings) {
    /**
     * @param increment asked for by the request, 0 for nothing
     * @param since when it was first given, in seconds since 1970
     */
    static Lifetimes of(MountEntry mount, TokenTerms terms, long increment, long since, long now) {
        List<String> warnings = new ArrayList<>();
        long max = Leases.shorter(mount.maxTtl().toSeconds(), terms.maxTtl());
        if (terms.maxTtl() > mount.maxTtl().toSeconds()) {
            warnings.add("Max TTL of " + quoted(terms.maxTtl()) + " exceeded the effective max_ttl of "
                    + quoted(mount.maxTtl().toSeconds()) + "; max_ttl value is capped accordingly");
        }
        max = Leases.shorter(max, terms.explicitMaxTtl());
        if (terms.period() > 0) {
            return periodic(mount, terms, since, now);
        }
        long ttl = increment > 0
                ? increment
                : terms.ttl() > 0 ? terms.ttl() : mount.defaultTtl().toSeconds();
        long left = since + max - now;
        if (ttl > left) {
            warnings.add("TTL of " + quoted(ttl) + " exceeded the effective max_ttl of " + quoted(left)
                    + "; TTL value is capped accordingly");
            ttl = left;
        }
        return new Lifetimes(Math.max(ttl, 0), warnings);
    }

    private static Lifetimes periodic(MountEntry mount, TokenTerms terms, long since, long now) {
        List<String> warnings = new ArrayList<>();
        long ttl = terms.period();
        if (ttl > mount.maxTtl().toSeconds()) {
            warnings.add("period of " + quoted(ttl) + " exceeded the effective max_ttl of "
                    + quoted(mount.maxTtl().toSeconds()) + "; period value is capped accordingly");
            ttl = mount.maxTtl().toSeconds();
        }
        if (terms.explicitMaxTtl() > 0) {
            ttl = Math.clamp(since + terms.explicitMaxTtl() - now, 0, ttl);
        }
        return new Lifetimes(ttl, warnings);
    }

    private static String quoted(long seconds) {
        String text = Spans.text(Duration.ofSeconds(seconds));
        text = text.endsWith("m0s") ? text.substring(0, text.length() - 2) : text;
        text = text.endsWith("h0m") ? text.substring(0, text.length() - 2) : text;
        return "\"" + text + "\"";
    }
}
