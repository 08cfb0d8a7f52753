package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.CanonicalJson;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A signed document of a TUF repository; nothing in it is to be believed before its role's signatures hold.
 *
 * @param name its file, for refusals
 * @param signedBytes what the signatures are made over
 */
@SuppressWarnings("ArrayRecordComponent")
record TufMetadata(
        String name,
        JsonFields signed,
        long version,
        Instant expires,
        List<TufSignature> signatures,
        byte[] signedBytes,
        byte[] content) {

    /** One signature. */
    @SuppressWarnings("ArrayRecordComponent")
    record TufSignature(String keyId, byte[] value) {}

    static TufMetadata parse(String name, String type, byte[] content) throws TrustException {
        JsonFields top = JsonFields.parse(content, name);
        JsonFields signed = top.object("signed");
        boolean sameType = signed.text("_type").equals(type);
        TrustException.require(sameType, name, "its type is " + signed.text("_type") + ", not " + type);
        boolean readable = signed.text("spec_version").matches("1(\\.[0-9]+){0,2}");
        TrustException.require(readable, name, "its specification version is " + signed.text("spec_version"));
        long version = signed.number("version", 0);
        TrustException.require(version > 0, name, "its version is " + version);
        byte[] bytes = CanonicalJson.olpc(signed.node());
        return new TufMetadata(name, signed, version, signed.time("expires"), signatures(top), bytes, content);
    }

    /** Those that are not hexadecimal count for nothing. */
    private static List<TufSignature> signatures(JsonFields top) throws TrustException {
        List<TufSignature> out = new ArrayList<>();
        for (JsonFields signature : top.objects("signatures")) {
            String value = signature.text("sig");
            if (!value.isEmpty() && value.length() % 2 == 0 && value.matches("[0-9a-fA-F]+")) {
                out.add(new TufSignature(signature.text("keyid"), HexFormat.of().parseHex(value)));
            }
        }
        return List.copyOf(out);
    }

    void requireFresh(Instant asOf) throws TrustException {
        TrustException.require(asOf.isBefore(expires), name, "it expired at " + expires + ", the time is " + asOf);
    }

    void requireVersion(long wanted) throws TrustException {
        TrustException.require(version == wanted, name, "its version is " + version + ", not " + wanted);
    }
}
