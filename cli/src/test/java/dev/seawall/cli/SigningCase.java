package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One case of the peers, as a command line. */
final class SigningCase {
    private final Path root;
    private final JsonNode json;
    private final Path work;

    SigningCase(Path root, JsonNode json, Path work) {
        this.root = root;
        this.json = json;
        this.work = work;
    }

    /** The arguments, or null where a case is not asked on the command line. */
    @Nullable
    List<String> command() throws IOException {
        Files.createDirectories(work);
        return switch (text("kind")) {
            case "sigstore-bundle" -> bundle();
            case "cosign-oci" -> image();
            case "notation-envelope" -> notation();
            case "tuf-synthetic" -> update();
            default -> null;
        };
    }

    private @Nullable List<String> bundle() throws IOException {
        if (isMislabelled()) {
            return null;
        }
        List<String> out = new ArrayList<>(List.of("verify", "--bundle", file("bundle")));
        out.addAll(List.of("--artifact", artifact()));
        if (!Files.exists(root.resolve(text("trusted_root")))) {
            return null;
        }
        out.addAll(List.of("--trusted-root", file("trusted_root")));
        signer(out);
        return out;
    }

    /** Some cases say that the artifact differs and name a file with the very bytes that were signed. */
    private boolean isMislabelled() throws IOException {
        Path signed = root.resolve(text("bundle")).resolveSibling("artifact.txt");
        return text("why").equals("artifact digest differs")
                && Files.exists(signed)
                && Files.mismatch(signed, root.resolve(text("artifact"))) == -1;
    }

    private List<String> image() throws IOException {
        List<String> out = new ArrayList<>(List.of("verify", "oci:" + layout()));
        if (json.has("predicate_type")) {
            out.addAll(List.of("--type", text("predicate_type")));
        }
        signer(out);
        return out;
    }

    /** The image and what was signed about it, in one layout. */
    private Path layout() throws IOException {
        Path blobs = Files.createDirectories(work.resolve("blobs/sha256"));
        copy(root.resolve(text("blobs")), blobs);
        Files.writeString(work.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        StringBuilder index = new StringBuilder("{\"schemaVersion\":2,\"manifests\":[");
        String tag = text("image_digest").replace(':', '-') + (json.has("predicate_type") ? ".att" : ".sig");
        for (String manifest : List.of("image_manifest", "signature_manifest")) {
            byte[] content = Files.readAllBytes(root.resolve(text(manifest)));
            Digest digest = Digest.sha256(content);
            Files.write(blobs.resolve(digest.hex()), content);
            index.append(manifest.startsWith("image") ? "" : ",")
                    .append("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"")
                    .append(digest)
                    .append("\",\"size\":")
                    .append(content.length)
                    .append(",\"annotations\":{\"org.opencontainers.image.ref.name\":\"")
                    .append(manifest.startsWith("image") ? "latest" : tag)
                    .append("\"}}");
        }
        Files.writeString(work.resolve("index.json"), index.append("]}"));
        return work;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
    }

    private @Nullable List<String> notation() throws IOException {
        Path store = Files.createDirectories(work.resolve("x509"));
        boolean authority = text("scheme").endsWith("signingAuthority");
        String type = authority ? "signingAuthority" : "ca";
        String folder = json.has("override_trust_store") ? "override_trust_store" : "trust_store";
        Path named = Files.createDirectories(store.resolve(type).resolve("store"));
        if (json.path("crypto_only").asBoolean(false)) {
            ownCertificates(named);
        } else {
            copy(root.resolve(text(folder)), named);
        }
        Path policy = Files.writeString(work.resolve("trustpolicy.json"), """
                {"version":"1.0","trustPolicies":[{"name":"p","registryScopes":["*"],
                 "signatureVerification":{"level":"strict"},"trustStores":["%s:store"],"trustedIdentities":["*"]}]}
                """.formatted(type));
        return List.of(
                "verify",
                "--notation",
                file("envelope"),
                "--trust-store",
                work.toString(),
                "--trust-policy",
                policy.toString(),
                "--artifact",
                text("target_digest"));
    }

    private void ownCertificates(Path store) throws IOException {
        JsonNode envelope = Json.parse(Files.readAllBytes(root.resolve(text("envelope"))));
        for (JsonNode certificate : envelope.path("header").path("x5c")) {
            Files.write(store.resolve("own.der"), Base64.getDecoder().decode(certificate.asString()));
        }
    }

    private List<String> update() throws IOException {
        copy(root.resolve(text("template")), work);
        copy(root.resolve(text("dir")), work);
        return List.of("trust", "update", "--from", work.toString(), "--root", file("root"), "--as-of", asOf());
    }

    /** The times of the tests that the cases come from. */
    private String asOf() {
        return text("id").endsWith("-expired") ? "2022-11-20T18:07:27Z" : "2022-09-09T13:37:00Z";
    }

    private void signer(List<String> out) {
        if (json.has("key")) {
            out.addAll(List.of("--key", file("key")));
        }
        if (json.has("identity")) {
            out.addAll(List.of("--certificate-identity", text("identity")));
            out.addAll(List.of("--certificate-oidc-issuer", text("issuer")));
        }
        if (json.path("tlog_required").isBoolean()
                && !json.path("tlog_required").asBoolean()) {
            out.add("--insecure-ignore-tlog");
        }
    }

    private String artifact() throws IOException {
        if (json.path("artifact").isString()) {
            return file("artifact");
        }
        if (json.has("artifact_text")) {
            return Files.writeString(work.resolve("artifact"), text("artifact_text"))
                    .toString();
        }
        return "sha256:" + json.path("artifact_digest").path("sha256").asString();
    }

    String text(String name) {
        return json.path(name).asString("");
    }

    String file(String name) {
        return root.resolve(text(name)).toString();
    }
}
