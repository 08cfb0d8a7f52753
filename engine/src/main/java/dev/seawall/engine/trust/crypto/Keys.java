package dev.seawall.engine.trust.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Reads public keys: EC on P-256, P-384 and P-521, RSA from 2048 bits, Ed25519. */
public final class Keys {
    private static final String STEP = "public key";
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 16_384;

    private Keys() {}

    /**
     * The one key of a PEM file: a public key or the key of a certificate.
     *
     * @throws TrustException where there is none, more than one, or of a kind that is not accepted
     */
    public static PublicKey pem(byte[] content) throws TrustException {
        List<Pem> blocks = Pem.blocks(content);
        TrustException.require(blocks.size() == 1, STEP, "the file holds " + blocks.size() + " PEM blocks, not one");
        Pem block = blocks.getFirst();
        return switch (block.type()) {
            case "PUBLIC KEY" -> spki(block.content());
            case "RSA PUBLIC KEY" -> pkcs1(block.content());
            case "CERTIFICATE" -> accepted(Certificates.parse(block.content()).getPublicKey());
            default -> throw new TrustException(STEP, "a block " + block.type() + " is no public key");
        };
    }

    /** A DER SubjectPublicKeyInfo. */
    public static PublicKey spki(byte[] der) throws TrustException {
        try {
            String oid = SubjectPublicKeyInfo.getInstance(der)
                    .getAlgorithm()
                    .getAlgorithm()
                    .getId();
            return accepted(KeyFactory.getInstance(family(oid)).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new TrustException(STEP, "it is malformed", e);
        }
    }

    private static String family(String oid) throws TrustException {
        return switch (oid) {
            case "1.2.840.10045.2.1" -> "EC";
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.2.840.113549.1.1.10" -> "RSASSA-PSS";
            case "1.3.101.112" -> "Ed25519";
            default -> throw new TrustException(STEP, "its kind " + oid + " is not one of EC, RSA, Ed25519");
        };
    }

    /** A DER PKCS #1 RSAPublicKey, as older logs publish it. */
    public static PublicKey pkcs1(byte[] der) throws TrustException {
        try {
            var key = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(der);
            var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return accepted(KeyFactory.getInstance("RSA").generatePublic(spec));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new TrustException(STEP, "it is malformed", e);
        }
    }

    /** The key, if it is strong enough and of a kind that is accepted. */
    public static PublicKey accepted(PublicKey key) throws TrustException {
        switch (key) {
            case RSAPublicKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                TrustException.require(
                        bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS, STEP, "an RSA key of " + bits + " bits");
            }
            case ECPublicKey ec -> curveBits(ec);
            case EdECPublicKey ed ->
                TrustException.require(ed.getParams().getName().equals("Ed25519"), STEP, "its curve is not Ed25519");
            default -> throw new TrustException(STEP, "its kind is " + key.getAlgorithm());
        }
        return key;
    }

    /** 256, 384 or 521. */
    static int curveBits(ECPublicKey key) throws TrustException {
        String name = key.getParams().toString();
        int bits = key.getParams().getOrder().bitLength();
        boolean nist = name.contains("secp256r1") || name.contains("secp384r1") || name.contains("secp521r1");
        TrustException.require(nist, STEP, "its curve is not P-256, P-384 or P-521");
        return bits;
    }
}
