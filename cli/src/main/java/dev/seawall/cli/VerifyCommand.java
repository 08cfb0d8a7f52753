package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.image.ImageVerifier;
import dev.seawall.engine.trust.image.PredicatePolicy;
import dev.seawall.engine.trust.image.PredicateTypes;
import dev.seawall.engine.trust.image.SignatureStore;
import dev.seawall.engine.trust.notation.NotationPolicy;
import dev.seawall.engine.trust.notation.NotationVerifier;
import dev.seawall.engine.trust.notation.TrustStore;
import dev.seawall.engine.trust.sigstore.Bundle;
import dev.seawall.engine.trust.sigstore.BundleVerifier;
import dev.seawall.engine.trust.sigstore.BundleVerifier.Verified;
import dev.seawall.engine.trust.sigstore.Demands;
import dev.seawall.engine.trust.sigstore.TrustedRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code seawall verify}: who signed this, and does it hold. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verify signatures and attestations. Exit code 0: accepted, 1: refused, 2: could not read.")
final class VerifyCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "IMAGE", description = "Image, or oci:DIR[:TAG|@DIGEST] for an OCI layout")
    private @Nullable String image;

    @Option(names = "--bundle", paramLabel = "FILE", description = "Sigstore bundle, with --artifact")
    private @Nullable Path bundle;

    @Option(
            names = "--notation",
            paramLabel = "ENVELOPE",
            description = "Notary Project envelope (JWS or COSE), with --artifact and --trust-store")
    private @Nullable Path notation;

    @Option(
            names = "--trust-store",
            paramLabel = "DIR",
            description = "Notation trust store, or a folder of certificates")
    private @Nullable Path trustStore;

    @Option(names = "--trust-policy", paramLabel = "FILE", description = "Notation trustpolicy.json (default: strict)")
    private @Nullable Path trustPolicy;

    @Option(names = "--artifact", paramLabel = "FILE|sha256:…", description = "What was signed: a file or its digest")
    private @Nullable String artifact;

    @Option(
            names = {"--type", "--predicate-type"},
            paramLabel = "TYPE",
            description = "Demand an attestation of this predicate type: an address, or slsaprovenance1, spdx, …")
    private @Nullable String type;

    @Option(
            names = "--policy",
            paramLabel = "CEL|FILE",
            description = "Condition in CEL over predicate, predicateType, subject, statement")
    private @Nullable String policy;

    @Option(
            names = {"-a", "--annotations"},
            paramLabel = "KEY=VALUE",
            description = "Demand an annotation; may be repeated")
    private Map<String, String> annotations = new TreeMap<>();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Judge as of this time (default: now)")
    private @Nullable Instant asOf;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "table|json",
            defaultValue = "table",
            description = "Form of the answer")
    private String format = "table";

    @Mixin
    private SignerFlags signer = new SignerFlags();

    @Mixin
    private SourceFlags source = new SourceFlags();

    @Override
    public Integer call() {
        try {
            for (Accepted accepted : accepted()) {
                System.out.println(format.equals("json") ? accepted.json() : accepted.line());
            }
            return 0;
        } catch (TrustException e) {
            System.err.println("Refused at " + e.step() + ": " + e.reason() + ".");
            if (format.equals("json")) {
                ObjectNode json = Json.mapper().createObjectNode().put("accepted", false);
                System.out.println(json.put("step", e.step()).put("reason", e.reason()));
            }
            return 1;
        } catch (IOException | UncheckedIOException e) {
            throw new SeawallException("verify", String.valueOf(e.getMessage()), "Look at what is named", e);
        }
    }

    private List<Accepted> accepted() throws TrustException, IOException {
        int modes = (image == null ? 0 : 1) + (bundle == null ? 0 : 1) + (notation == null ? 0 : 1);
        if (modes != 1 || (image == null && artifact == null)) {
            throw new SeawallException(
                    "verify",
                    "it is not clear what",
                    "Name an image, or --bundle FILE --artifact FILE, or --notation FILE --artifact FILE");
        }
        if (image != null) {
            return image(image);
        }
        Artifact signed = SignedThing.artifact(String.valueOf(artifact));
        return List.of(bundle != null ? bundle(bundle, signed) : notation(signed));
    }

    private Instant now() {
        return asOf == null ? Instant.now() : asOf;
    }

    private List<BundleVerifier> verifiers() throws TrustException {
        Demands demands = signer.demands(now());
        List<BundleVerifier> out = new ArrayList<>();
        for (TrustedRoot root : signer.roots(SeawallHome.resolve())) {
            out.add(new BundleVerifier(root, demands));
        }
        return out;
    }

    private ImageVerifier.Wanted wanted() throws IOException {
        String condition = policy;
        if (policy != null && Files.isRegularFile(Path.of(policy))) {
            condition = Files.readString(Path.of(policy));
        }
        return new ImageVerifier.Wanted(
                type == null ? null : PredicateTypes.named(type),
                condition == null ? null : PredicatePolicy.of(condition.strip()),
                annotations);
    }

    private Accepted bundle(Path file, Artifact signed) throws TrustException, IOException {
        byte[] content = KeyFiles.bytes(file);
        SignedThing.requireJson(file, content);
        ImageVerifier verifier = new ImageVerifier(verifiers(), wanted());
        Verified verified = verifier.bundle(Bundle.parse(content), signed);
        return Accepted.of(String.valueOf(artifact), verified);
    }

    private Accepted notation(Artifact signed) throws TrustException {
        if (trustStore == null || notation == null) {
            throw new SeawallException("verify", "nothing is trusted", "Give --trust-store DIR");
        }
        if (!Files.isDirectory(trustStore)) {
            throw new SeawallException("read " + trustStore, "it is no folder", "Name a trust store");
        }
        byte[] content = KeyFiles.bytes(notation);
        NotationPolicy rules =
                trustPolicy == null ? NotationPolicy.strict() : NotationPolicy.parse(KeyFiles.bytes(trustPolicy));
        NotationVerifier verifier = new NotationVerifier(new TrustStore(trustStore), rules, now());
        String named = String.valueOf(artifact);
        var outcome = verifier.verify(content, signed, SignedThing.repository(named), annotations);
        outcome.notes().forEach(note -> System.err.println("note: " + note));
        return new Accepted(named, outcome.signer(), List.of(), "");
    }

    private List<Accepted> image(String name) throws TrustException, IOException {
        List<Accepted> out = new ArrayList<>();
        try (SignatureStore store = SignedThing.store(name, source.toOptions())) {
            var found = new ImageVerifier(verifiers(), wanted()).verify(store);
            String what = SignedThing.pinned(name, found.image());
            found.verified().forEach(verified -> out.add(Accepted.of(what, verified)));
        }
        return out;
    }

    /** One signature that holds. */
    private record Accepted(String what, String signer, List<Instant> times, String predicateType) {
        static Accepted of(String what, Verified verified) {
            String type =
                    verified.statement() == null ? "" : verified.statement().predicateType();
            return new Accepted(what, verified.signer(), verified.times(), type);
        }

        String line() {
            String when = times.isEmpty() ? "" : " at " + times.getFirst();
            String kind = predicateType.isEmpty() ? "" : " (" + predicateType + ")";
            return "Accepted: " + what + kind + ", signed by " + signer + when;
        }

        String json() {
            ObjectNode json = Json.mapper().createObjectNode().put("accepted", true);
            json.put("artifact", what).put("signer", signer);
            times.forEach(time -> json.withArray("times").add(time.toString()));
            json.put("predicateType", predicateType);
            return json.toString();
        }
    }
}
