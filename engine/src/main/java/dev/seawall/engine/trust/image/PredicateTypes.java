package dev.seawall.engine.trust.image;

/** The short names that cosign gives to kinds of attestations. */
public final class PredicateTypes {
    private PredicateTypes() {}

    /** The address a name stands for; an address stands for itself. */
    public static String named(String name) {
        return switch (name) {
            case "slsaprovenance", "slsaprovenance02" -> "https://slsa.dev/provenance/v0.2";
            case "slsaprovenance1" -> "https://slsa.dev/provenance/v1";
            case "spdx", "spdxjson" -> "https://spdx.dev/Document";
            case "cyclonedx" -> "https://cyclonedx.org/bom";
            case "vuln" -> "https://cosign.sigstore.dev/attestation/vuln/v1";
            case "openvex" -> "https://openvex.dev/ns";
            case "link" -> "https://in-toto.io/Link/v1";
            case "custom" -> "https://cosign.sigstore.dev/attestation/v1";
            default -> name;
        };
    }
}
