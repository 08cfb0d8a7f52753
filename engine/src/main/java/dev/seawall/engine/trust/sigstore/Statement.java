package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * An in-toto statement: a predicate about subjects.
 *
 * @param subjects each a map of digest algorithm to hexadecimal digest
 * @param json the whole statement
 */
public record Statement(List<Map<String, String>> subjects, String predicateType, JsonNode json) {
    private static final String STEP = "statement";
    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");

    /**
     * The statement in an envelope.
     *
     * @throws TrustException where the payload is none
     */
    public static Statement of(Envelope envelope) throws TrustException {
        boolean inToto = envelope.payloadType().equals(Envelope.IN_TOTO);
        TrustException.require(inToto, STEP, "the payload type is \"" + envelope.payloadType() + "\"");
        JsonFields node = JsonFields.parse(envelope.payload(), "the statement");
        boolean known = TYPES.contains(node.text("_type", ""));
        TrustException.require(known, STEP, "its type \"" + node.text("_type", "") + "\" is not known");
        List<Map<String, String>> subjects = new ArrayList<>();
        for (JsonFields subject : node.objects("subject")) {
            subjects.add(digests(subject));
        }
        return new Statement(List.copyOf(subjects), node.text("predicateType"), node.node());
    }

    private static Map<String, String> digests(JsonFields subject) throws TrustException {
        Map<String, String> out = new TreeMap<>();
        if (subject.has("digest")) {
            JsonFields digest = subject.object("digest");
            for (String algorithm : digest.node().propertyNames()) {
                out.put(algorithm, digest.text(algorithm));
            }
        }
        return out;
    }

    /** Demands that one of its subjects is the artifact. */
    public void requireAbout(Artifact artifact) throws TrustException {
        for (Map<String, String> subject : subjects) {
            if (isAbout(artifact, subject)) {
                return;
            }
        }
        throw new TrustException(STEP, "none of its subjects is the artifact");
    }

    /** True where every digest that can be compared is the artifact's, and at least one can. */
    private static boolean isAbout(Artifact artifact, Map<String, String> subject) throws TrustException {
        boolean compared = false;
        for (Hash hash : Hash.values()) {
            String claimed = subject.get(hash.word());
            if (claimed != null && artifact.knows(hash)) {
                if (!MessageDigest.isEqual(artifact.digest(hash), hex(claimed))) {
                    return false;
                }
                compared = true;
            }
        }
        return compared;
    }

    private static byte[] hex(String text) throws TrustException {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new TrustException(STEP, "a digest in it is not hexadecimal", e);
        }
    }
}
