package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Validity;
import java.security.PublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a signature must satisfy: a key, or an identity, never both and never none.
 *
 * @param keyValidity when the key may have been used, or null for ever
 * @param logDemanded whether it must be in a transparency log
 * @param publishedDemanded whether the certificate must be in a certificate transparency log
 * @param now the present
 */
public record Demands(
        @Nullable PublicKey key,
        @Nullable Validity keyValidity,
        @Nullable Identity identity,
        boolean logDemanded,
        boolean publishedDemanded,
        Instant now) {

    /** By a key, in a log. */
    public static Demands ofKey(PublicKey key, Instant now) {
        return new Demands(key, null, null, true, true, now);
    }

    /** By an identity, in a log. */
    public static Demands of(Identity identity, Instant now) {
        return new Demands(null, null, identity, true, true, now);
    }

    /** The same, not demanding a transparency log. */
    public Demands withoutLog() {
        return new Demands(key, keyValidity, identity, false, publishedDemanded, now);
    }

    /** The same, not demanding certificate transparency. */
    public Demands withoutPublication() {
        return new Demands(key, keyValidity, identity, logDemanded, false, now);
    }

    /** The same, the key only trusted in this period. */
    public Demands withKeyValidity(@Nullable Validity period) {
        return new Demands(key, period, identity, logDemanded, publishedDemanded, now);
    }
}
