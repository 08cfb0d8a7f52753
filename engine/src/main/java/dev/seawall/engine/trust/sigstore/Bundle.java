package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Sigstore bundle, versions 0.1 to 0.3.
 *
 * @param minorVersion 1, 2 or 3
 * @param certificates the signer's first; none where a key signed
 * @param timestamps answers of timestamp authorities (RFC 3161) over the signature
 */
@SuppressWarnings("ArrayRecordComponent")
public record Bundle(
        int minorVersion,
        List<X509Certificate> certificates,
        List<LogEntry> entries,
        List<byte[]> timestamps,
        Content content) {
    private static final String STEP = "bundle";
    private static final int MAX_LIST = 32;
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "application/vnd\\.dev\\.sigstore\\.bundle(?:\\+json;version=0\\.([123])|\\.v0\\.(3)\\+json)");

    /** True where the media type is that of a bundle this program reads. */
    public static boolean isMediaType(String mediaType) {
        return MEDIA_TYPE.matcher(mediaType).matches();
    }

    /**
     * Reads a bundle in its JSON form.
     *
     * @throws TrustException where it is malformed, of another version or holds what its version forbids
     */
    public static Bundle parse(byte[] json) throws TrustException {
        JsonFields top = JsonFields.parse(json, "the bundle");
        top.only("mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope");
        int version = version(top.text("mediaType"));
        JsonFields material = top.object("verificationMaterial");
        material.only("certificate", "x509CertificateChain", "publicKey", "tlogEntries", "timestampVerificationData");
        return new Bundle(
                version,
                certificates(material, version),
                entries(material.objects("tlogEntries")),
                timestamps(material),
                content(top));
    }

    private static int version(String mediaType) throws TrustException {
        Matcher known = MEDIA_TYPE.matcher(mediaType);
        TrustException.require(known.matches(), STEP, "its media type \"" + mediaType + "\" is not known");
        String minor = known.group(1) == null ? known.group(2) : known.group(1);
        return Integer.parseInt(minor);
    }

    private static List<X509Certificate> certificates(JsonFields material, int version) throws TrustException {
        int kinds = 0;
        for (String kind : List.of("certificate", "x509CertificateChain", "publicKey")) {
            kinds += material.has(kind) ? 1 : 0;
        }
        TrustException.require(kinds == 1, STEP, "it must hold one of certificate, certificate chain, public key");
        if (material.has("publicKey")) {
            material.object("publicKey").only("hint");
            return List.of();
        }
        if (material.has("certificate")) {
            return List.of(certificate(material.object("certificate")));
        }
        TrustException.require(version < 3, STEP, "version 0.3 holds one certificate, not a chain");
        return chain(material.object("x509CertificateChain").only("certificates"));
    }

    private static List<X509Certificate> chain(JsonFields node) throws TrustException {
        List<X509Certificate> out = new ArrayList<>();
        for (JsonFields certificate : bounded(node.objects("certificates"))) {
            out.add(certificate(certificate));
        }
        TrustException.require(!out.isEmpty(), STEP, "its certificate chain is empty");
        boolean root = out.stream().anyMatch(Certificates::isSelfSigned);
        TrustException.require(!root, STEP, "its certificate chain holds a root");
        return List.copyOf(out);
    }

    private static X509Certificate certificate(JsonFields node) throws TrustException {
        return Certificates.parse(node.only("rawBytes").bytes("rawBytes"));
    }

    private static List<LogEntry> entries(List<JsonFields> nodes) throws TrustException {
        List<LogEntry> out = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (JsonFields node : bounded(nodes)) {
            LogEntry entry = LogEntry.parse(node);
            TrustException.require(places.add(entry.place()), STEP, "it holds a log entry twice");
            out.add(entry);
        }
        return List.copyOf(out);
    }

    private static List<byte[]> timestamps(JsonFields material) throws TrustException {
        List<byte[]> out = new ArrayList<>();
        if (material.has("timestampVerificationData")) {
            JsonFields data = material.object("timestampVerificationData").only("rfc3161Timestamps");
            for (JsonFields timestamp : bounded(data.objects("rfc3161Timestamps"))) {
                out.add(timestamp.only("signedTimestamp").bytes("signedTimestamp"));
            }
        }
        return List.copyOf(out);
    }

    private static List<JsonFields> bounded(List<JsonFields> nodes) throws TrustException {
        TrustException.require(nodes.size() <= MAX_LIST, STEP, "a list in it has over " + MAX_LIST + " items");
        return nodes;
    }

    private static Content content(JsonFields top) throws TrustException {
        boolean message = top.has("messageSignature");
        TrustException.require(
                message != top.has("dsseEnvelope"), STEP, "it must hold one of message signature and envelope");
        return message
                ? MessageSignature.parse(top.object("messageSignature"))
                : Envelope.parse(top.object("dsseEnvelope"));
    }
}
