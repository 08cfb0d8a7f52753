package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.image.SignatureStore;
import dev.seawall.engine.trust.notation.NotationPolicy;
import dev.seawall.engine.trust.policy.ForeignPolicies;
import dev.seawall.engine.trust.policy.TrustIssue;
import dev.seawall.engine.trust.policy.TrustJudge;
import dev.seawall.engine.trust.policy.TrustPolicy;
import dev.seawall.engine.trust.policy.TrustPolicyText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall trust policy …}: the policy that scan, gate, admission and agent judge images by. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Which images may be used: import, check, judge an image.",
        subcommands = {TrustPolicyCommand.Import.class, TrustPolicyCommand.Judge.class})
final class TrustPolicyCommand extends CommandGroup {
    /** Where the policy of this machine lies. */
    static Path installed(SeawallHome home) {
        return home.data().resolve("trust/policy.yaml");
    }

    static TrustPolicy read(Path file) throws TrustException {
        Path folder = file.toAbsolutePath().getParent();
        return TrustPolicy.parse(KeyFiles.bytes(file), folder == null ? Path.of(".") : folder);
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description =
                    "Install a policy: ours, policy.json of podman and skopeo, ClusterImagePolicy, notation trustpolicy.json.")
    static final class Import implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Write it here instead of installing it")
        private @Nullable Path output;

        @Override
        public Integer call() {
            return TrustCommand.judged(this::install);
        }

        private void install() throws TrustException, IOException {
            Path to = output == null ? installed(SeawallHome.resolve()) : output;
            byte[] content = KeyFiles.bytes(file);
            String text = new String(content, StandardCharsets.UTF_8);
            if (text.contains("\"trustPolicies\"")) {
                var unused = NotationPolicy.parse(content);
                to = output == null ? to.resolveSibling("trustpolicy.json") : output;
            } else {
                text = TrustPolicyText.of(policy(content));
            }
            Path parent = to.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(to, text);
            System.out.println("Installed " + to);
        }

        private TrustPolicy policy(byte[] content) throws TrustException {
            Path folder = file.toAbsolutePath().getParent();
            Path keys = folder == null ? Path.of(".") : folder;
            try {
                return TrustPolicy.parse(content, keys);
            } catch (TrustException e) {
                boolean ours = new String(content, StandardCharsets.UTF_8).contains("rules");
                if (ours) {
                    throw e;
                }
                return new ForeignPolicies(keys).read(content);
            }
        }
    }

    @Command(
            name = "judge",
            mixinStandardHelpOptions = true,
            description = "Judge an image under the policy. Exit code 1 where it may not be used.")
    static final class Judge implements Callable<Integer> {
        @Parameters(paramLabel = "IMAGE")
        @SuppressWarnings("NullAway.Init")
        private String image;

        @Option(names = "--policy", paramLabel = "FILE", description = "Policy (default: the installed one)")
        private @Nullable Path policy;

        @Option(names = "--as", paramLabel = "NAME", description = "Judge a layout as if it had this name")
        private @Nullable String name;

        @Mixin
        private SignerFlags signer = new SignerFlags();

        @Mixin
        private SourceFlags source = new SourceFlags();

        private boolean refused;

        @Override
        public Integer call() {
            int code = TrustCommand.judged(this::judge);
            return code == 0 && refused ? 1 : code;
        }

        private void judge() throws TrustException {
            SeawallHome home = SeawallHome.resolve();
            Path file = policy == null ? installed(home) : policy;
            TrustJudge judge = new TrustJudge(read(file), signer.roots(home), Instant.now());
            for (TrustIssue issue : judge.judge(new TrustJudge.Subject(ref(), null), this::store)) {
                refused |= issue.enforced();
                System.out.println(
                        (issue.enforced() ? "refused: " : "warning: ") + issue.title() + ": " + issue.evidence());
            }
            if (!refused) {
                System.out.println("allowed: " + image);
            }
        }

        private SignatureStore store() throws IOException {
            return SignedThing.store(image, source.toOptions());
        }

        private ImageRef ref() {
            String text = name == null ? image : name;
            try {
                return ImageRef.parse(text);
            } catch (IllegalArgumentException e) {
                throw new SeawallException(
                        "read the name " + text, String.valueOf(e.getMessage()), "Give --as NAME", e);
            }
        }
    }
}
