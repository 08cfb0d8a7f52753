package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.crypto.Validity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is trusted: a Sigstore {@code trusted_root.json}. Entries that cannot be used (an unknown kind of key, no start of
 * their validity, no certificates) are left out, so that whatever rests on them is refused.
 *
 * @param logs transparency logs (Rekor)
 * @param certificateLogs certificate transparency logs
 */
public record TrustedRoot(
        List<Authority> certificateAuthorities,
        List<Log> logs,
        List<Log> certificateLogs,
        List<Authority> timestampAuthorities) {
    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot";

    /**
     * An authority.
     *
     * @param chain leaf-most first, the root last; at least one
     */
    public record Authority(List<X509Certificate> chain, Validity validity) {}

    /**
     * A log.
     *
     * @param host of its address, the name it signs checkpoints with from Rekor v2 on
     * @param id as entries name it
     * @param checkpointId the first four bytes mark its signatures on checkpoints
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Log(String host, PublicKey key, byte[] id, byte[] checkpointId, Validity validity) {}

    /** A root that trusts nothing. */
    public static TrustedRoot none() {
        return new TrustedRoot(List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Reads one document, or several in a file with one to a line, as GitHub publishes them.
     *
     * @throws TrustException where a document is no trusted root
     */
    public static List<TrustedRoot> parseAll(byte[] content) throws TrustException {
        String text = new String(content, StandardCharsets.UTF_8).strip();
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        boolean perLine = lines.size() > 1 && lines.stream().allMatch(l -> l.startsWith("{") && l.endsWith("}"));
        List<TrustedRoot> out = new ArrayList<>();
        for (String document : perLine ? lines : List.of(text)) {
            out.add(parse(JsonFields.parse(document, "the trusted root")));
        }
        return out;
    }

    private static TrustedRoot parse(JsonFields root) throws TrustException {
        boolean known = root.text("mediaType").startsWith(MEDIA_TYPE);
        TrustException.require(known, "trusted root", "its media type is " + root.text("mediaType"));
        return new TrustedRoot(
                authorities(root.objects("certificateAuthorities")),
                logs(root.objects("tlogs")),
                logs(root.objects("ctlogs")),
                authorities(root.objects("timestampAuthorities")));
    }

    private static List<Authority> authorities(List<JsonFields> nodes) throws TrustException {
        List<Authority> out = new ArrayList<>();
        for (JsonFields node : nodes) {
            Validity validity = validity(node);
            List<X509Certificate> chain = node.has("certChain") ? chain(node.object("certChain")) : List.of();
            if (validity != null && !chain.isEmpty()) {
                out.add(new Authority(chain, validity));
            }
        }
        return List.copyOf(out);
    }

    private static List<X509Certificate> chain(JsonFields node) throws TrustException {
        List<X509Certificate> out = new ArrayList<>();
        for (JsonFields certificate : node.objects("certificates")) {
            byte[] raw = certificate.bytes("rawBytes");
            try {
                out.add(Certificates.parse(raw));
            } catch (TrustException e) {
                return List.of();
            }
        }
        return List.copyOf(out);
    }

    private static List<Log> logs(List<JsonFields> nodes) throws TrustException {
        List<Log> out = new ArrayList<>();
        for (JsonFields node : nodes) {
            Log log = log(node);
            if (log != null) {
                out.add(log);
            }
        }
        return List.copyOf(out);
    }

    private static @Nullable Log log(JsonFields node) throws TrustException {
        JsonFields publicKey = node.object("publicKey");
        byte[] raw = publicKey.bytes("rawBytes");
        Validity validity = validity(publicKey);
        PublicKey key = key(raw, publicKey.text("keyDetails", ""));
        if (validity == null || key == null) {
            return null;
        }
        byte[] id = node.has("logId") ? node.object("logId").bytes("keyId") : Hash.SHA256.of(raw);
        byte[] checkpoint =
                node.has("checkpointKeyId") ? node.object("checkpointKeyId").bytes("keyId") : id;
        return new Log(host(node.text("baseUrl", "")), key, id, checkpoint, validity);
    }

    private static @Nullable PublicKey key(byte[] raw, String details) {
        try {
            return details.startsWith("PKCS1_RSA") ? Keys.pkcs1(raw) : Keys.spki(raw);
        } catch (TrustException e) {
            return null;
        }
    }

    private static @Nullable Validity validity(JsonFields node) throws TrustException {
        if (!node.has("validFor") || !node.object("validFor").has("start")) {
            return null;
        }
        JsonFields period = node.object("validFor");
        return new Validity(period.time("start"), period.has("end") ? period.time("end") : null);
    }

    private static String host(String url) {
        try {
            URI uri = URI.create(url);
            String authority = uri.getAuthority() == null ? url : uri.getAuthority();
            String path = uri.getPath() == null ? "" : uri.getPath();
            return authority + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    /** The transparency log with this id. */
    Log log(byte[] id) throws TrustException {
        return logs.stream()
                .filter(log -> Arrays.equals(log.id(), id))
                .findFirst()
                .orElseThrow(
                        () -> new TrustException("log entry", "it is of a log that the trusted root does not have"));
    }

    boolean hasLog(byte[] id) {
        return logs.stream().anyMatch(log -> Arrays.equals(log.id(), id));
    }
}
