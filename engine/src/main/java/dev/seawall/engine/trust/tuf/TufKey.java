package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.Signatures;
import dev.seawall.engine.trust.crypto.TrustException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A key of a TUF role. */
record TufKey(PublicKey key) {
    private static final int ED25519_BYTES = 32;

    /**
     * Reads a key of a kind that is known: ed25519, ECDSA on P-256 or P-384 (PEM or a point), RSA with PSS.
     *
     * @throws TrustException for all others, whose signatures then do not count
     */
    static TufKey parse(JsonFields node) throws TrustException {
        String text = node.object("keyval").text("public");
        String scheme = node.text("scheme");
        return switch (node.text("keytype")) {
            case "ed25519" -> new TufKey(Keys.spki(edwards(bytes(text))));
            case "ecdsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384" -> new TufKey(elliptic(text, scheme));
            case "rsa" -> rsa(text, scheme);
            default -> throw new TrustException("TUF key", "its kind " + node.text("keytype") + " is not known");
        };
    }

    private static TufKey rsa(String text, String scheme) throws TrustException {
        TrustException.require(scheme.equals("rsassa-pss-sha256"), "TUF key", "its scheme " + scheme + " is not known");
        return new TufKey(Keys.pem(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static PublicKey elliptic(String text, String scheme) throws TrustException {
        boolean known = scheme.matches("ecdsa-sha2-nistp(256|384)");
        TrustException.require(known, "TUF key", "its scheme " + scheme + " is not known");
        if (text.contains("-----BEGIN")) {
            return Keys.pem(text.getBytes(StandardCharsets.US_ASCII));
        }
        ASN1ObjectIdentifier curve =
                scheme.endsWith("256") ? SECObjectIdentifiers.secp256r1 : SECObjectIdentifiers.secp384r1;
        return Keys.spki(encoded(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), bytes(text)));
    }

    private static byte[] edwards(byte[] point) throws TrustException {
        TrustException.require(point.length == ED25519_BYTES, "TUF key", "it has not 32 bytes");
        return encoded(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), point);
    }

    private static byte[] encoded(AlgorithmIdentifier algorithm, byte[] key) throws TrustException {
        try {
            return new SubjectPublicKeyInfo(algorithm, key).getEncoded();
        } catch (IOException e) {
            throw new TrustException("TUF key", "it is malformed", e);
        }
    }

    private static byte[] bytes(String hex) throws TrustException {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new TrustException("TUF key", "it is not hexadecimal", e);
        }
    }

    boolean signed(byte[] content, byte[] signature) throws TrustException {
        Artifact over = Artifact.of(content);
        return switch (key) {
            case ECPublicKey _ ->
                Signatures.verifies(key, Signatures.hashes(key).getFirst(), over, signature);
            case RSAPublicKey _ -> Signatures.verifies(key, Hash.SHA256, over, signature);
            default -> Signatures.verifies(key, over, signature);
        };
    }
}
