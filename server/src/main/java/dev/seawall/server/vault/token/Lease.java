package dev.seawall.server.vault.token;

import dev.seawall.server.vault.request.LeaseTerms;
import java.time.Duration;
import java.util.Map;

/**
 * Something lent: it is taken back when the time is over, when somebody says so, or when the token that asked goes. Times
 * are seconds since 1970, spans are seconds.
 *
 * @param id the path that gave it and a random end
 * @param mount the route of the mount, with its last slash
 * @param path below the mount
 * @param token the hash of the token that asked
 * @param internal for the engine
 * @param tries how often taking back has failed
 */
public record Lease(
        String id,
        String mount,
        String path,
        String token,
        Map<String, Object> internal,
        long issued,
        long renewed,
        long expires,
        long ttl,
        long maxTtl,
        boolean renewable,
        int tries) {
    public Lease {
        internal = Map.copyOf(internal);
    }

    /** The same lease with another end. */
    public Lease until(long newExpires, long now) {
        return new Lease(id, mount, path, token, internal, issued, now, newExpires, ttl, maxTtl, renewable, tries);
    }

    /** Its terms, for the engine. */
    public LeaseTerms terms() {
        return new LeaseTerms(Duration.ofSeconds(ttl), Duration.ofSeconds(maxTtl), renewable, internal);
    }
}
