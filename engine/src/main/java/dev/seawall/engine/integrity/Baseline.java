package dev.seawall.engine.integrity;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signed list of file states. The file's first line is the Ed25519 signature of all that follows, in base64; then one
 * line of JSON with the paths and excludes, and one per entry, in order.
 *
 * @param paths that were walked, relative to the root
 * @param entries by escaped path
 */
record Baseline(List<String> paths, List<String> excludes, Map<String, FileState> entries) {

    void write(Path file, Path key) {
        byte[] body = body().getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey(key));
            signature.update(body);
            String first = Base64.getEncoder().encodeToString(signature.sign()) + "\n";
            Files.writeString(file, first + new String(body, StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException e) {
            throw new SeawallException("write the baseline " + file, "" + e.getMessage(), "Mend the folder or key", e);
        }
    }

    private String body() {
        ObjectNode head = Json.mapper().createObjectNode();
        head.put("seawallBaseline", 1);
        paths.forEach(head.putArray("paths")::add);
        excludes.forEach(head.putArray("excludes")::add);
        StringBuilder body = new StringBuilder(line(head));
        entries.forEach((path, state) -> {
            ObjectNode node = Json.mapper().createObjectNode().put("path", path);
            state.attributes().forEach(node::put);
            body.append(line(node));
        });
        return body.toString();
    }

    private static String line(ObjectNode node) {
        return Json.mapper()
                        .writer()
                        .without(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(node)
                + "\n";
    }

    /** Makes a key pair where there is none: {@code key} with mode 600, {@code key.pub} beside it. */
    private static PrivateKey privateKey(Path key) throws IOException, GeneralSecurityException {
        if (!Files.exists(key)) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.createDirectories(key.toAbsolutePath().getParent());
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    key, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n");
            Files.writeString(
                    publicKey(key),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n");
        }
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(decoded(key)));
    }

    static Path publicKey(Path key) {
        return key.resolveSibling(key.getFileName() + ".pub");
    }

    private static byte[] decoded(Path file) throws IOException, GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(file + " is no key", e);
        }
    }

    /**
     * Reads a baseline whose signature fits.
     *
     * @throws SeawallException where it is missing, changed, or signed by another key
     */
    static Baseline read(Path file, Path publicKey) {
        try {
            byte[] all = Files.readAllBytes(file);
            int end = 0;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            byte[] body = java.util.Arrays.copyOfRange(all, Math.min(end + 1, all.length), all.length);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(decoded(publicKey))));
            signature.update(body);
            byte[] claimed = Base64.getMimeDecoder().decode(new String(all, 0, end, StandardCharsets.ISO_8859_1));
            if (!signature.verify(claimed)) {
                throw new GeneralSecurityException("its signature does not fit: it was changed after it was signed");
            }
            return parse(new String(body, StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new SeawallException(
                    "read the baseline " + file + " with the key " + publicKey,
                    e instanceof java.nio.file.NoSuchFileException
                            ? e.getMessage() + " is missing"
                            : "" + e.getMessage(),
                    "Take it from a safe copy, or make it anew with seawall host integrity baseline",
                    e);
        }
    }

    private static Baseline parse(String body) throws IOException {
        List<String> paths = new ArrayList<>();
        List<String> excludes = new ArrayList<>();
        Map<String, FileState> entries = new TreeMap<>();
        for (String line : body.lines().toList()) {
            JsonNode node = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            if (node.has("seawallBaseline")) {
                node.path("paths").forEach(each -> paths.add(each.asString("")));
                node.path("excludes").forEach(each -> excludes.add(each.asString("")));
            } else {
                Map<String, String> attributes = new TreeMap<>();
                node.properties()
                        .forEach(each ->
                                attributes.put(each.getKey(), each.getValue().asString("")));
                String path = String.valueOf(attributes.remove("path"));
                entries.put(path, new FileState(attributes));
            }
        }
        return new Baseline(paths, excludes, entries);
    }
}
