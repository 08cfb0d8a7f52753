package dev.seawall.engine.trust.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Private keys in PEM files: PKCS #8, or encrypted as cosign does it. */
public final class KeyFile {
    private static final String STEP = "private key";
    private static final String ENCRYPTED = "ENCRYPTED SIGSTORE PRIVATE KEY";
    private static final String ENCRYPTED_OLD = "ENCRYPTED COSIGN PRIVATE KEY";
    private static final String PLAIN = "PRIVATE KEY";

    private KeyFile() {}

    /** A fresh key on P-256, as cosign makes them. */
    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has P-256", e);
        }
    }

    /** The PEM file of an encrypted private key. */
    public static String encrypted(PrivateKey key, byte[] password) {
        return new Pem(ENCRYPTED, SecretBox.seal(key.getEncoded(), password)).text();
    }

    /** The PEM file of a public key. */
    public static String pem(PublicKey key) {
        return new Pem("PUBLIC KEY", key.getEncoded()).text();
    }

    /** True where the file holds a private key. */
    public static boolean isPrivate(byte[] content) throws TrustException {
        return Pem.blocks(content).stream().anyMatch(block -> block.type().endsWith("PRIVATE KEY"));
    }

    /**
     * The key pair of a private key's file.
     *
     * @throws TrustException where it is malformed or the password is wrong
     */
    public static KeyPair read(byte[] content, byte[] password) throws TrustException {
        List<Pem> blocks = Pem.blocks(content);
        TrustException.require(blocks.size() == 1, STEP, "the file holds " + blocks.size() + " PEM blocks, not one");
        Pem block = blocks.getFirst();
        return switch (block.type()) {
            case ENCRYPTED, ENCRYPTED_OLD -> pair(SecretBox.open(block.content(), password));
            case PLAIN -> pair(block.content());
            default -> throw new TrustException(STEP, "a block " + block.type() + " is not known");
        };
    }

    private static KeyPair pair(byte[] pkcs8) throws TrustException {
        try {
            AsymmetricKeyParameter secret = PrivateKeyFactory.createKey(PrivateKeyInfo.getInstance(pkcs8));
            PublicKey open = Keys.spki(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(open(secret))
                    .getEncoded());
            KeyFactory factory = KeyFactory.getInstance(open.getAlgorithm());
            return new KeyPair(open, factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new TrustException(STEP, "it is malformed", e);
        }
    }

    private static AsymmetricKeyParameter open(AsymmetricKeyParameter secret) throws TrustException {
        return switch (secret) {
            case ECPrivateKeyParameters ec -> {
                BigInteger d = ec.getD();
                var point = new FixedPointCombMultiplier()
                        .multiply(ec.getParameters().getG(), d);
                yield new ECPublicKeyParameters(point, ec.getParameters());
            }
            case RSAPrivateCrtKeyParameters rsa ->
                new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
            case Ed25519PrivateKeyParameters ed -> ed.generatePublicKey();
            default -> throw new TrustException(STEP, "its kind is not one of EC, RSA, Ed25519");
        };
    }
}
