package dev.seawall.engine.trust.notation;

import static dev.seawall.engine.trust.notation.NotationEnvelope.AUTHENTIC_TIME;
import static dev.seawall.engine.trust.notation.NotationEnvelope.AUTHORITY;
import static dev.seawall.engine.trust.notation.NotationEnvelope.EXPIRY;
import static dev.seawall.engine.trust.notation.NotationEnvelope.SCHEME;
import static dev.seawall.engine.trust.notation.NotationEnvelope.SIGNING_TIME;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Envelopes as JSON Web Signatures in their flattened form. */
final class JwsEnvelope {
    private static final String STEP = "envelope";

    private JwsEnvelope() {}

    static NotationEnvelope parse(byte[] content) throws TrustException {
        JsonFields top = JsonFields.parse(content, "the envelope").only("payload", "protected", "header", "signature");
        JsonFields signed = JsonFields.parse(url(top.text("protected")), "the protected header");
        JsonFields open = top.object("header");
        boolean typed = signed.text("cty").equals(NotationEnvelope.PAYLOAD_TYPE);
        TrustException.require(typed, STEP, "its payload is of another type");
        TrustException.require(!signed.has("b64"), STEP, "its payload is not encoded");
        String scheme = signed.text(SCHEME);
        boolean authority = scheme.equals(AUTHORITY);
        TrustException.require(authority || !signed.has(AUTHENTIC_TIME), STEP, "it states an authentic signing time");
        return new NotationEnvelope(
                        NotationAlgorithm.named(signed.text("alg")),
                        scheme,
                        time(signed, authority ? AUTHENTIC_TIME : SIGNING_TIME),
                        time(signed, EXPIRY),
                        critical(signed),
                        chain(open.texts("x5c")),
                        open.has(NotationEnvelope.PREFIX + "timestampSignature")
                                ? open.bytes(NotationEnvelope.PREFIX + "timestampSignature")
                                : null,
                        url(top.text("payload")),
                        (top.text("protected") + "." + top.text("payload")).getBytes(StandardCharsets.US_ASCII),
                        url(top.text("signature")))
                .checked();
    }

    private static @Nullable Instant time(JsonFields signed, String name) throws TrustException {
        return signed.has(name) ? signed.time(name) : null;
    }

    private static Set<String> critical(JsonFields signed) throws TrustException {
        Set<String> out = new HashSet<>();
        for (String name : signed.texts("crit")) {
            TrustException.require(signed.has(name), STEP, "its critical attribute " + name + " is not there");
            TrustException.require(out.add(name), STEP, "it names a critical attribute twice");
        }
        return out;
    }

    private static List<X509Certificate> chain(List<String> encoded) throws TrustException {
        TrustException.require(encoded.size() <= 20, STEP, "it carries over 20 certificates");
        List<X509Certificate> out = new ArrayList<>();
        for (String certificate : encoded) {
            out.add(Certificates.parse(JsonFields.base64(certificate, "a certificate")));
        }
        return List.copyOf(out);
    }

    private static byte[] url(String text) throws TrustException {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new TrustException(STEP, "a part of it is no Base64", e);
        }
    }
}
