package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.crypto.Validity;
import dev.seawall.engine.trust.sigstore.Demands;
import dev.seawall.engine.trust.sigstore.Identity;
import dev.seawall.engine.trust.sigstore.TrustedRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who must have signed, and what that is checked against; named as cosign names them. */
final class SignerFlags {
    private static final String CLAIM = "1.3.6.1.4.1.57264.1.";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Public key, or a private key whose public half is used")
    @Nullable
    Path key;

    @Option(
            names = "--key-valid-from",
            paramLabel = "TIME",
            converter = Times.class,
            description = "The key is not trusted before")
    @Nullable
    Instant keyValidFrom;

    @Option(
            names = "--key-valid-until",
            paramLabel = "TIME",
            converter = Times.class,
            description = "The key is not trusted after")
    @Nullable
    Instant keyValidUntil;

    @Option(
            names = "--certificate-identity",
            paramLabel = "NAME",
            description = "Who signed, exactly as the certificate names the subject")
    @Nullable
    String identity;

    @Option(
            names = "--certificate-identity-regexp",
            paramLabel = "REGEXP",
            description = "As --certificate-identity; must match the whole name")
    @Nullable
    String identityExpression;

    @Option(
            names = "--certificate-oidc-issuer",
            paramLabel = "URL",
            description = "Who vouched for the signer; needed with an identity")
    @Nullable
    String issuer;

    @Option(
            names = "--certificate-oidc-issuer-regexp",
            paramLabel = "REGEXP",
            description = "As --certificate-oidc-issuer; must match the whole address")
    @Nullable
    String issuerExpression;

    @Option(names = "--certificate-github-workflow-trigger", hidden = true)
    @Nullable
    String workflowTrigger;

    @Option(names = "--certificate-github-workflow-sha", hidden = true)
    @Nullable
    String workflowSha;

    @Option(names = "--certificate-github-workflow-name", hidden = true)
    @Nullable
    String workflowName;

    @Option(names = "--certificate-github-workflow-repository", hidden = true)
    @Nullable
    String workflowRepository;

    @Option(names = "--certificate-github-workflow-ref", hidden = true)
    @Nullable
    String workflowRef;

    @Option(
            names = "--trusted-root",
            paramLabel = "FILE",
            description = "Sigstore trusted_root.json (default: the one `seawall trust update` installed)")
    @Nullable
    Path trustedRoot;

    @Option(
            names = {"--insecure-ignore-tlog", "--private-infrastructure"},
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            paramLabel = "BOOL",
            description = "Do not demand a transparency log entry")
    boolean ignoreLog;

    @Option(
            names = "--insecure-ignore-sct",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            paramLabel = "BOOL",
            description = "Do not demand that the certificate is in a certificate transparency log")
    boolean ignoreSct;

    @Option(names = "--use-signed-timestamps", arity = "0..1", fallbackValue = "true", hidden = true)
    boolean signedTimestamps;

    Demands demands(Instant now) throws TrustException {
        Demands demands =
                new Demands(key == null ? null : KeyFiles.open(key), null, identity(), !ignoreLog, !ignoreSct, now);
        if (keyValidFrom == null && keyValidUntil == null) {
            return demands;
        }
        return demands.withKeyValidity(
                new Validity(keyValidFrom == null ? Instant.EPOCH : keyValidFrom, keyValidUntil));
    }

    private @Nullable Identity identity() throws TrustException {
        boolean asked = identity != null || identityExpression != null || issuer != null || issuerExpression != null;
        if (!asked) {
            return null;
        }
        return new Identity(
                Identity.Matcher.of(identity, identityExpression, "identity"),
                Identity.Matcher.of(issuer, issuerExpression, "issuer"),
                claims());
    }

    private Map<String, String> claims() {
        Map<String, String> out = new TreeMap<>();
        put(out, "2", workflowTrigger);
        put(out, "3", workflowSha);
        put(out, "4", workflowName);
        put(out, "5", workflowRepository);
        put(out, "6", workflowRef);
        return out;
    }

    private static void put(Map<String, String> claims, String number, @Nullable String value) {
        if (value != null) {
            claims.put(CLAIM + number, value);
        }
    }

    /** The roots to try, each on its own; one that trusts nothing where none is given or installed. */
    List<TrustedRoot> roots(SeawallHome home) throws TrustException {
        Path file = trustedRoot == null ? home.data().resolve("trust/sigstore/trusted_root.json") : trustedRoot;
        if (trustedRoot == null && !Files.exists(file)) {
            return List.of(TrustedRoot.none());
        }
        return TrustedRoot.parseAll(KeyFiles.bytes(file));
    }
}
