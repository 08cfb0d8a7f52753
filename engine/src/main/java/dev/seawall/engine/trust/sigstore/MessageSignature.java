package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import org.jspecify.annotations.Nullable;

/**
 * A signature over an artifact.
 *
 * @param hash the digest it was made over, or null where the bundle does not say
 * @param digest what the bundle claims to have signed; a claim only
 */
@SuppressWarnings("ArrayRecordComponent")
record MessageSignature(@Nullable Hash hash, byte @Nullable [] digest, byte[] signature) implements Content {
    static MessageSignature parse(JsonFields node) throws TrustException {
        node.only("messageDigest", "signature");
        byte[] signature = node.bytes("signature");
        if (!node.has("messageDigest")) {
            return new MessageSignature(null, null, signature);
        }
        JsonFields digest = node.object("messageDigest").only("algorithm", "digest");
        return new MessageSignature(Hash.named(digest.text("algorithm")), digest.bytes("digest"), signature);
    }
}
