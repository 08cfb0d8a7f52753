package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.tuf.TufState;
import dev.seawall.engine.trust.tuf.TufStore;
import dev.seawall.engine.trust.tuf.TufUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall trust …}: keys, roots and policies. */
@Command(
        name = "trust",
        mixinStandardHelpOptions = true,
        description = "Keys, roots of trust and trust policies.",
        subcommands = {TrustCommand.Update.class, TrustCommand.Key.class, TrustPolicyCommand.class})
final class TrustCommand extends CommandGroup {
    /** Runs a step; a refusal is exit code 1, what cannot be read 2. */
    static int judged(Step step) {
        try {
            step.run();
            return 0;
        } catch (TrustException e) {
            System.err.println("Refused at " + e.step() + ": " + e.reason() + ".");
            return 1;
        } catch (IOException | UncheckedIOException e) {
            throw new SeawallException("read or write", String.valueOf(e.getMessage()), "Look at what is named", e);
        }
    }

    /** What a command does. */
    @FunctionalInterface
    interface Step {
        /** Does it. */
        void run() throws TrustException, IOException;
    }

    @Command(
            name = "update",
            mixinStandardHelpOptions = true,
            description = "Renew the root of trust from a copy of a TUF repository. Exit code 1 where it is refused.")
    static final class Update implements Callable<Integer> {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "DIR",
                description = "Folder with the repository's files")
        @SuppressWarnings("NullAway.Init")
        private Path from;

        @Option(
                names = "--root",
                paramLabel = "FILE",
                description = "Root metadata that is trusted already (default: the newest one installed)")
        private @Nullable Path root;

        @Option(
                names = "--as-of",
                paramLabel = "TIME",
                converter = Times.class,
                description = "Judge expiry as of this time (default: now)")
        private @Nullable Instant asOf;

        @Override
        public Integer call() {
            if (!Files.isDirectory(from)) {
                throw new SeawallException("read " + from, "it is no folder", "Name the folder of a TUF repository");
            }
            return judged(this::update);
        }

        private void update() throws TrustException, IOException {
            TufStore store = new TufStore(SeawallHome.resolve().data().resolve("trust"));
            byte[] trusted = root == null ? store.newestRoot() : KeyFiles.bytes(root);
            if (trusted == null) {
                throw new SeawallException("update", "no root is trusted yet", "Give --root FILE");
            }
            Instant time = asOf == null ? Instant.now() : asOf;
            TufState state = new TufUpdate(from, time).run(trusted, store.load(trusted));
            store.save(trusted, state);
            print(state, time);
        }

        private static void print(TufState state, Instant time) throws TrustException {
            for (String role : state.metadata().keySet()) {
                long days = Duration.between(time, state.expires(role)).toDays();
                System.out.println(role + " version " + state.version(role) + ", expires " + state.expires(role)
                        + " (in " + days + " days)");
            }
            state.targets()
                    .forEach(
                            (name, content) -> System.out.println("target " + name + ", " + content.length + " bytes"));
        }
    }

    @Command(
            name = "key",
            mixinStandardHelpOptions = true,
            description = "Keys that sign.",
            subcommands = {Import.class, Generate.class})
    static final class Key extends CommandGroup {}

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Read a key, private or public, print its public half and keep that under the home.")
    static final class Import implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE",
                description = "PEM file; the password is taken from SEAWALL_KEY_PASSWORD or COSIGN_PASSWORD")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                description = "Refuse where it is not the half of this one")
        private @Nullable Path publicKey;

        @Option(names = "--name", paramLabel = "NAME", description = "Name to keep it under (default: the file's)")
        private @Nullable String name;

        @Override
        public Integer call() {
            return judged(this::read);
        }

        private void read() throws TrustException, IOException {
            PublicKey key = KeyFiles.open(file);
            if (publicKey != null) {
                byte[] expected = Keys.pem(KeyFiles.bytes(publicKey)).getEncoded();
                boolean same = MessageDigest.isEqual(expected, key.getEncoded());
                TrustException.require(same, "public key", "it is not the half of this private key");
            }
            Path keys = SeawallHome.resolve().data().resolve("trust/keys");
            Files.createDirectories(keys);
            String plain = name == null ? String.valueOf(file.getFileName()).replaceAll("\\.[a-z]+$", "") : name;
            Files.writeString(keys.resolve(plain.replaceAll("[^A-Za-z0-9._-]", "_") + ".pub"), KeyFile.pem(key));
            System.out.print(KeyFile.pem(key));
        }
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = "Make a key pair as cosign does: NAME.key, encrypted, and NAME.pub.")
    static final class Generate implements Callable<Integer> {
        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                defaultValue = "cosign",
                description = "Prefix of the two files")
        private String name = "cosign";

        @Override
        public Integer call() {
            return judged(this::generate);
        }

        private void generate() throws IOException {
            Path secret = Path.of(name + ".key");
            if (Files.exists(secret)) {
                throw new SeawallException("write " + secret, "it is there already", "Choose another name");
            }
            KeyPair pair = KeyFile.generate();
            byte[] password = KeyFiles.password("Password for the new key: ");
            OwnerOnly.write(secret, KeyFile.encrypted(pair.getPrivate(), password));
            Files.writeString(Path.of(name + ".pub"), KeyFile.pem(pair.getPublic()));
            System.out.println("Wrote " + secret + " and " + name + ".pub");
        }
    }
}
