package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.scan.TrustFindings;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.policy.TrustJudge;
import dev.seawall.engine.trust.sigstore.TrustedRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the trust scanner judges images by. */
final class TrustFlags {
    @Option(
            names = "--trust-policy",
            paramLabel = "FILE",
            description = "Trust policy for --scanners trust (default: the installed one)")
    @Nullable
    Path policy;

    @Option(
            names = "--trusted-root",
            paramLabel = "FILE",
            description = "Sigstore trusted_root.json for keyless signatures")
    @Nullable
    Path trustedRoot;

    TrustFindings toFindings(SeawallHome home, SourceFlags source) {
        return new TrustFindings(judge(home), target -> SignedThing.store(target, source.toOptions()));
    }

    private @Nullable TrustJudge judge(SeawallHome home) {
        Path file = policy == null ? TrustPolicyCommand.installed(home) : policy;
        if (policy == null && !Files.exists(file)) {
            return null;
        }
        try {
            return new TrustJudge(TrustPolicyCommand.read(file), roots(home), Instant.now());
        } catch (TrustException e) {
            throw new SeawallException("read the trust policy " + file, e.getMessage() + "", "Mend it", e);
        }
    }

    private List<TrustedRoot> roots(SeawallHome home) throws TrustException {
        SignerFlags flags = new SignerFlags();
        flags.trustedRoot = trustedRoot;
        return flags.roots(home);
    }
}
