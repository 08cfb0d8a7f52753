package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.wire.Macs;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts, decrypts, signs and verifies with one version of a key. */
final class TransitCrypto {
    private static final int NONCE = 12;

    private final SecureRandom random;

    TransitCrypto(SecureRandom random) {
        this.random = random;
    }

    /** The key for a context: the key itself, or for a derived key what HKDF makes of it. */
    static byte[] derive(TransitKey key, TransitKey.Version version, byte[] context) {
        if (!key.derived()) {
            return version.secret();
        }
        byte[] extracted = Macs.sha256(new byte[32], version.secret());
        return Arrays.copyOf(Macs.sha256(extracted, context, new byte[] {1}), version.secret().length);
    }

    byte[] encrypt(TransitType type, byte[] key, byte[] plain, byte[] aad, boolean convergent)
            throws GeneralSecurityException {
        if (type.isRsa()) {
            throw new GeneralSecurityException("not a symmetric key");
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        if (convergent) {
            nonce = Arrays.copyOf(Macs.sha256(key, plain), NONCE);
        }
        Cipher cipher = cipher(type, Cipher.ENCRYPT_MODE, key, nonce);
        cipher.updateAAD(aad);
        byte[] sealed = cipher.doFinal(plain);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    byte[] decrypt(TransitType type, byte[] key, byte[] sealed, byte[] aad) throws GeneralSecurityException {
        if (sealed.length < NONCE) {
            throw new GeneralSecurityException("too short");
        }
        Cipher cipher = cipher(type, Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE));
        cipher.updateAAD(aad);
        return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    }

    private static Cipher cipher(TransitType type, int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        if (type == TransitType.CHACHA20) {
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
            return cipher;
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return cipher;
    }

    static byte[] rsa(int mode, TransitType type, TransitKey.Version version, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        OAEPParameterSpec spec =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        cipher.init(mode, mode == Cipher.ENCRYPT_MODE ? open(type, version) : secret(type, version), spec);
        return cipher.doFinal(input);
    }

    static PublicKey open(TransitType type, TransitKey.Version version) throws GeneralSecurityException {
        return KeyFactory.getInstance(type.algorithm()).generatePublic(new X509EncodedKeySpec(version.open()));
    }

    static PrivateKey secret(TransitType type, TransitKey.Version version) throws GeneralSecurityException {
        return KeyFactory.getInstance(type.algorithm()).generatePrivate(new PKCS8EncodedKeySpec(version.secret()));
    }

    /** How a signature is asked for. */
    record Style(String hash, boolean prehashed, boolean pkcs1, boolean jws) {}

    byte[] sign(TransitType type, TransitKey.Version version, byte[] input, Style style)
            throws GeneralSecurityException {
        Signature signature = signature(type, style);
        signature.initSign(secret(type, version), random);
        signature.update(prepared(type, input, style));
        return signature.sign();
    }

    boolean verify(TransitType type, TransitKey.Version version, byte[] input, byte[] signed, Style style)
            throws GeneralSecurityException {
        Signature signature = signature(type, style);
        signature.initVerify(open(type, version));
        signature.update(prepared(type, input, style));
        try {
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] prepared(TransitType type, byte[] input, Style style) {
        if (type == TransitType.ED25519) {
            return input;
        }
        byte[] digest = style.prehashed() ? input : Macs.digest(javaHash(style.hash()), input);
        return type.isRsa() && style.pkcs1() ? DigestInfo.of(style.hash(), digest) : digest;
    }

    private static String javaHash(String word) {
        String java = HashTools.HASHES.get(word);
        if (java == null) {
            throw VaultException.refused("unsupported hash algorithm " + word);
        }
        return java;
    }

    private static Signature signature(TransitType type, Style style) throws GeneralSecurityException {
        if (type == TransitType.ED25519) {
            return Signature.getInstance("Ed25519");
        }
        if (type.isEcdsa()) {
            return Signature.getInstance(style.jws() ? "NONEwithECDSAinP1363Format" : "NONEwithECDSA");
        }
        if (style.pkcs1()) {
            return Signature.getInstance("NONEwithRSA");
        }
        return pss(javaHash(style.hash()));
    }

    private static Signature pss(String hash) throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance("NONEWITHRSASSA-PSS", new org.bouncycastle.jce.provider.BouncyCastleProvider());
        int salt = java.security.MessageDigest.getInstance(hash).getDigestLength();
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
        return signature;
    }
}
