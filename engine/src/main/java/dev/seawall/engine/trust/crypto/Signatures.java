package dev.seawall.engine.trust.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Verifies signatures over content or over a digest that is already known. */
public final class Signatures {
    private Signatures() {}

    /** The digests a key may sign with; the first is the usual one. */
    public static List<Hash> hashes(PublicKey key) throws TrustException {
        return switch (key) {
            case ECPublicKey ec ->
                switch (Keys.curveBits(ec)) {
                    case 256 -> List.of(Hash.SHA256);
                    case 384 -> List.of(Hash.SHA384, Hash.SHA256);
                    default -> List.of(Hash.SHA512, Hash.SHA256);
                };
            case RSAPublicKey _ -> List.of(Hash.SHA256, Hash.SHA384, Hash.SHA512);
            default -> List.of(Hash.SHA512);
        };
    }

    /** True where the signature was made by this key over the artifact, with any digest the key may sign with. */
    public static boolean verifies(PublicKey key, Artifact signed, byte[] signature) throws TrustException {
        if (key instanceof EdECPublicKey) {
            return pure(key, signed, signature);
        }
        for (Hash hash : hashes(key)) {
            if (signed.knows(hash) && verifies(key, hash, signed, signature)) {
                return true;
            }
        }
        return false;
    }

    /** As the other, over exactly this digest; an Ed25519 key signs the content or, pre-hashed, its SHA-512. */
    public static boolean verifies(PublicKey key, Hash hash, Artifact signed, byte[] signature) throws TrustException {
        return switch (key) {
            case ECPublicKey _ -> ecdsa(key, signed.digest(hash), signature);
            case RSAPublicKey rsa -> rsa(rsa, hash, signed.digest(hash), signature);
            case EdECPublicKey _ ->
                (hash == Hash.SHA512 && preHashed(key, signed.digest(hash), signature)) || pure(key, signed, signature);
            default -> false;
        };
    }

    private static boolean ecdsa(PublicKey key, byte[] digest, byte[] signature) {
        return jca("NONEwithECDSA", key, digest, signature);
    }

    private static boolean pure(PublicKey key, Artifact signed, byte[] signature) throws TrustException {
        return jca("Ed25519", key, signed.content(), signature);
    }

    /** A signature by an algorithm of the JDK; false where it is malformed. */
    static boolean jca(String algorithm, PublicKey key, byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean preHashed(PublicKey key, byte[] digest, byte[] signature) {
        byte[] point = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getOctets();
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verifyPrehash(signature, 0, point, 0, new byte[0], digest, 0);
    }

    private static boolean rsa(RSAPublicKey key, Hash hash, byte[] digest, byte[] signature) {
        boolean onlyPss = key.getAlgorithm().equals("RSASSA-PSS");
        return (!onlyPss && pkcs1(key, hash, digest, signature)) || pss(key, hash, digest, signature);
    }

    /** Encodes what must have been signed and compares all of it (RFC 8017 §8.2.2). */
    static boolean pkcs1(RSAPublicKey key, Hash hash, byte[] digest, byte[] signature) {
        int length = (key.getModulus().bitLength() + 7) / 8;
        BigInteger value = new BigInteger(1, signature);
        if (signature.length != length || value.compareTo(key.getModulus()) >= 0) {
            return false;
        }
        byte[] prefix = hash.digestInfoPrefix();
        byte[] expected = new byte[length];
        Arrays.fill(expected, 2, length, (byte) 0xff);
        expected[1] = 1;
        int digestAt = length - digest.length;
        System.arraycopy(digest, 0, expected, digestAt, digest.length);
        System.arraycopy(prefix, 0, expected, digestAt - prefix.length, prefix.length);
        expected[digestAt - prefix.length - 1] = 0;
        return value.modPow(key.getPublicExponent(), key.getModulus()).equals(new BigInteger(1, expected));
    }

    /** PSS with a salt as long as the digest, or the longest that fits. */
    private static boolean pss(RSAPublicKey key, Hash hash, byte[] digest, byte[] signature) {
        int longest = (key.getModulus().bitLength() + 6) / 8 - digest.length - 2;
        return pss(key, hash, digest, signature, digest.length) || pss(key, hash, digest, signature, longest);
    }

    private static boolean pss(RSAPublicKey key, Hash hash, byte[] digest, byte[] signature, int saltBytes) {
        try {
            PSSSigner signer = PSSSigner.createRawSigner(
                    new RSAEngine(), computation(hash), computation(hash), saltBytes, (byte) 0xbc);
            signer.init(false, new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent()));
            signer.update(digest, 0, digest.length);
            return signer.verifySignature(signature);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Digest computation(Hash hash) {
        return switch (hash) {
            case SHA256 -> SHA256Digest.newInstance();
            case SHA384 -> new SHA384Digest();
            case SHA512 -> new SHA512Digest();
        };
    }
}
