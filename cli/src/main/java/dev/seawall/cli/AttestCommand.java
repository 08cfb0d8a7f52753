package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.Signer;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.image.ImageSigner;
import dev.seawall.engine.trust.image.PredicateTypes;
import dev.seawall.engine.trust.image.SignatureStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code seawall attest}: a signed statement about an image. */
@Command(
        name = "attest",
        mixinStandardHelpOptions = true,
        description = "State something about an image and sign that: provenance, a bill of materials, a scan.")
final class AttestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "Image, or oci:DIR for an OCI layout")
    @SuppressWarnings("NullAway.Init")
    private String image;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "Private key")
    @SuppressWarnings("NullAway.Init")
    private Path key;

    @Option(names = "--predicate", required = true, paramLabel = "FILE", description = "JSON that is stated")
    @SuppressWarnings("NullAway.Init")
    private Path predicate;

    @Option(
            names = {"--type", "--predicate-type"},
            paramLabel = "TYPE",
            defaultValue = "custom",
            description = "What kind it is: an address, or slsaprovenance1, spdx, cyclonedx, vuln, openvex, custom")
    private String type = "custom";

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
        return TrustCommand.judged(this::attest);
    }

    private void attest() throws TrustException, IOException {
        JsonNode stated = stated();
        String address = PredicateTypes.named(type);
        ImageSigner signer =
                new ImageSigner(new Signer(KeyFiles.secret(key)), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        try (SignatureStore store = SignedThing.store(image, source.toOptions())) {
            if (!form.equals("tag")) {
                signer.attest(store, address, stated);
            }
            if (!form.equals("bundle")) {
                signer.attestTagged(store, address, stated);
            }
            System.out.println("Attested " + address + " of " + SignedThing.pinned(image, store.image()));
        }
    }

    private JsonNode stated() {
        try {
            return Json.parse(KeyFiles.bytes(predicate));
        } catch (IOException e) {
            throw new SeawallException("read " + predicate, "it is no JSON", "Give a JSON document", e);
        }
    }
}
