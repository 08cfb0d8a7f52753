package dev.seawall.engine.trust.crypto;

import dev.seawall.engine.format.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encryption of private keys as cosign does it: a JSON document that names scrypt's parameters, and a NaCl secretbox
 * (XSalsa20 with Poly1305) under the key scrypt makes of the password.
 */
final class SecretBox {
    private static final String STEP = "private key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 24;
    private static final int TAG_BYTES = 16;
    private static final int COST = 65_536;
    private static final int MAX_COST = 1 << 20;
    private static final int BLOCK = 8;

    private SecretBox() {}

    static byte[] seal(byte[] plain, byte[] password) {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[KEY_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        byte[] sealed = boxed(plain, nonce, SCrypt.generate(password, salt, COST, BLOCK, 1, KEY_BYTES));
        Base64.Encoder base64 = Base64.getEncoder();
        ObjectNode json = Json.mapper().createObjectNode();
        ObjectNode kdf = json.putObject("kdf").put("name", "scrypt");
        kdf.putObject("params").put("N", COST).put("r", BLOCK).put("p", 1);
        kdf.put("salt", base64.encodeToString(salt));
        json.putObject("cipher").put("name", "nacl/secretbox").put("nonce", base64.encodeToString(nonce));
        json.put("ciphertext", base64.encodeToString(sealed));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] open(byte[] document, byte[] password) throws TrustException {
        JsonFields json = JsonFields.parse(document, "the encrypted key");
        JsonFields kdf = json.object("kdf");
        JsonFields cipher = json.object("cipher");
        boolean known = kdf.text("name").equals("scrypt") && cipher.text("name").equals("nacl/secretbox");
        TrustException.require(known, STEP, "it is encrypted in an unknown way");
        byte[] nonce = cipher.bytes("nonce");
        byte[] sealed = json.bytes("ciphertext");
        TrustException.require(
                nonce.length == NONCE_BYTES && sealed.length > TAG_BYTES, STEP, "nonce or content is too short");
        return opened(sealed, nonce, derived(kdf, password));
    }

    private static byte[] derived(JsonFields kdf, byte[] password) throws TrustException {
        JsonFields parameters = kdf.object("params");
        int cost = Math.toIntExact(Math.min(parameters.number("N", 0), Integer.MAX_VALUE));
        boolean bounded = cost > 1 && cost <= MAX_COST && Integer.bitCount(cost) == 1;
        boolean usual = parameters.number("r", 0) == BLOCK && parameters.number("p", 0) == 1;
        TrustException.require(bounded && usual, STEP, "its scrypt parameters are out of bounds");
        return SCrypt.generate(password, kdf.bytes("salt"), cost, BLOCK, 1, KEY_BYTES);
    }

    private static byte[] boxed(byte[] plain, byte[] nonce, byte[] key) {
        XSalsa20Engine stream = new XSalsa20Engine();
        byte[] macKey = started(stream, nonce, key);
        byte[] out = new byte[TAG_BYTES + plain.length];
        stream.processBytes(plain, 0, plain.length, out, TAG_BYTES);
        System.arraycopy(tag(macKey, out), 0, out, 0, TAG_BYTES);
        return out;
    }

    private static byte[] opened(byte[] sealed, byte[] nonce, byte[] key) throws TrustException {
        XSalsa20Engine stream = new XSalsa20Engine();
        byte[] macKey = started(stream, nonce, key);
        boolean intact = MessageDigest.isEqual(tag(macKey, sealed), Arrays.copyOf(sealed, TAG_BYTES));
        TrustException.require(intact, STEP, "the password is wrong or the file is damaged");
        byte[] plain = new byte[sealed.length - TAG_BYTES];
        stream.processBytes(sealed, TAG_BYTES, plain.length, plain, 0);
        return plain;
    }

    private static byte[] started(XSalsa20Engine stream, byte[] nonce, byte[] key) {
        stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        byte[] macKey = new byte[KEY_BYTES];
        stream.processBytes(new byte[KEY_BYTES], 0, KEY_BYTES, macKey, 0);
        return macKey;
    }

    private static byte[] tag(byte[] macKey, byte[] box) {
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        mac.update(box, TAG_BYTES, box.length - TAG_BYTES);
        byte[] tag = new byte[TAG_BYTES];
        mac.doFinal(tag, 0);
        return tag;
    }
}
