package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.Signer;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.image.ImageSigner;
import dev.seawall.engine.trust.image.SignatureStore;
import dev.seawall.engine.trust.sigstore.BundleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall sign}: an image, or a file into a bundle. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Sign an image with a key; cosign, podman and skopeo verify it. Or a file, into a bundle.")
final class SignCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "IMAGE", description = "Image, or oci:DIR for an OCI layout")
    private @Nullable String image;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Private key, encrypted as cosign does it, or PKCS #8")
    @SuppressWarnings("NullAway.Init")
    private Path key;

    @Option(names = "--artifact", paramLabel = "FILE", description = "Sign this file instead of an image")
    private @Nullable Path artifact;

    @Option(names = "--bundle", paramLabel = "FILE", description = "Where the bundle of --artifact is written")
    private @Nullable Path bundle;

    @Option(
            names = {"-a", "--annotations"},
            paramLabel = "KEY=VALUE",
            description = "Sign this too; may be repeated")
    private Map<String, String> annotations = new TreeMap<>();

    @Option(
            names = "--form",
            paramLabel = "both|bundle|tag",
            defaultValue = "both",
            description = "A bundle found as a referrer, the older form under a tag, or both (default)")
    private String form = "both";

    @Mixin
    private SourceFlags source = new SourceFlags();

    @Override
    public Integer call() {
        return TrustCommand.judged(this::sign);
    }

    private void sign() throws TrustException, IOException {
        Signer signer = new Signer(KeyFiles.secret(key));
        if (artifact != null && bundle != null) {
            byte[] content = KeyFiles.bytes(artifact);
            byte[] written = BundleWriter.ofMessage(signer.publicKey(), Hash.SHA256.of(content), signer.sign(content));
            Files.write(bundle, written);
            System.out.println("Signed " + artifact + " into " + bundle);
        } else if (image != null) {
            image(image, signer);
        } else {
            throw new SeawallException("sign", "nothing is named", "Name an image, or --artifact FILE --bundle FILE");
        }
    }

    private void image(String name, Signer signer) throws TrustException, IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (SignatureStore store = SignedThing.store(name, source.toOptions())) {
            ImageSigner images = new ImageSigner(signer, now);
            if (!form.equals("tag")) {
                images.sign(store, annotations);
            }
            if (!form.equals("bundle")) {
                images.signTagged(store, annotations);
            }
            System.out.println("Signed " + SignedThing.pinned(name, store.image()));
        }
    }
}
