package dev.seawall.engine.trust.image;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.sigstore.Statement;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The payload of a cosign signature: which image was signed. */
final class SimpleSigning {
    private static final String STEP = "payload";
    private static final Set<String> TYPES =
            Set.of("cosign container image signature", "https://sigstore.dev/cosign/sign/v1");

    private SimpleSigning() {}

    static void require(byte[] payload, Digest image, Map<String, String> annotations) throws TrustException {
        JsonFields top = JsonFields.parse(payload, "the payload");
        JsonFields critical = top.object("critical");
        String type = critical.text("type");
        TrustException.require(TYPES.contains(type), STEP, "its type \"" + type + "\" is not known");
        String signed = critical.object("image").text("docker-manifest-digest");
        TrustException.require(signed.equals(image.toString()), STEP, "it is about " + signed);
        for (var wanted : annotations.entrySet()) {
            String found = top.has("optional") ? top.object("optional").text(wanted.getKey(), "") : "";
            boolean same = found.equals(wanted.getValue());
            TrustException.require(same, "annotations", wanted.getKey() + " is \"" + found + "\"");
        }
    }

    /** Demands annotations of a signature kept as a statement, which carries them on its subjects. */
    static void requireAnnotations(@Nullable Statement statement, Map<String, String> annotations)
            throws TrustException {
        for (var wanted : annotations.entrySet()) {
            boolean found = false;
            if (statement != null) {
                for (JsonNode subject : statement.json().path("subject")) {
                    String value =
                            subject.path("annotations").path(wanted.getKey()).asString("");
                    found |= value.equals(wanted.getValue());
                }
            }
            TrustException.require(found, "annotations", wanted.getKey() + " is not there or another");
        }
    }
}
