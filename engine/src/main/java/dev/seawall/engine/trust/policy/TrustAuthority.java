package dev.seawall.engine.trust.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody whose signature counts. */
public sealed interface TrustAuthority {
    /** For findings: who it is. */
    String label();

    /**
     * A key.
     *
     * @param pem the public key
     * @param log whether the signature must be in a transparency log
     */
    record Key(String pem, boolean log) implements TrustAuthority {
        @Override
        public String label() {
            return "key";
        }
    }

    /** An identity that Fulcio, or a certificate authority in its place, vouched for. */
    record Keyless(
            @Nullable String identity,
            @Nullable String identityExpression,
            @Nullable String issuer,
            @Nullable String issuerExpression)
            implements TrustAuthority {
        @Override
        public String label() {
            return identity == null ? "/" + identityExpression + "/" : identity;
        }

        /** As a policy file writes it. */
        Map<String, String> fields() {
            Map<String, String> out = new java.util.TreeMap<>();
            put(out, "identity", identity);
            put(out, "identityRegexp", identityExpression);
            put(out, "issuer", issuer);
            put(out, "issuerRegexp", issuerExpression);
            return out;
        }

        private static void put(Map<String, String> out, String name, @Nullable String value) {
            if (value != null) {
                out.put(name, value);
            }
        }
    }
}
