package dev.seawall.engine.trust.notation;

import static dev.seawall.engine.trust.notation.NotationEnvelope.AUTHENTIC_TIME;
import static dev.seawall.engine.trust.notation.NotationEnvelope.AUTHORITY;
import static dev.seawall.engine.trust.notation.NotationEnvelope.EXPIRY;
import static dev.seawall.engine.trust.notation.NotationEnvelope.SCHEME;
import static dev.seawall.engine.trust.notation.NotationEnvelope.SIGNING_TIME;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Envelopes as COSE_Sign1 messages. */
final class CoseEnvelope {
    private static final String STEP = "envelope";
    private static final long SIGN1 = 18;
    private static final long EPOCH_TIME = 1;
    private static final Cbor.Item ALGORITHM = new Cbor.Number(1);
    private static final Cbor.Item CRITICAL = new Cbor.Number(2);
    private static final Cbor.Item CONTENT_TYPE = new Cbor.Number(3);
    private static final Cbor.Item X5CHAIN = new Cbor.Number(33);
    private static final Cbor.Item TIMESTAMP = new Cbor.Text(NotationEnvelope.PREFIX + "timestampSignature");

    private CoseEnvelope() {}

    static NotationEnvelope parse(byte[] content) throws TrustException {
        List<Cbor.Item> parts = parts(content);
        byte[] header = bytes(parts.get(0), "protected header");
        byte[] payload = bytes(parts.get(2), "payload");
        Map<Cbor.Item, Cbor.Item> signed = pairs(Cbor.parse(header));
        Map<Cbor.Item, Cbor.Item> open = pairs(parts.get(1));
        boolean typed = text(signed, CONTENT_TYPE).equals(NotationEnvelope.PAYLOAD_TYPE);
        TrustException.require(typed, STEP, "its payload is of another type");
        String scheme = text(signed, new Cbor.Text(SCHEME));
        boolean authority = scheme.equals(AUTHORITY);
        boolean stated = signed.containsKey(new Cbor.Text(AUTHENTIC_TIME));
        TrustException.require(authority || !stated, STEP, "it states an authentic signing time");
        Cbor.Item timestamp = open.get(TIMESTAMP);
        return new NotationEnvelope(
                        NotationAlgorithm.numbered(number(signed.get(ALGORITHM))),
                        scheme,
                        time(signed, authority ? AUTHENTIC_TIME : SIGNING_TIME),
                        time(signed, EXPIRY),
                        critical(signed),
                        chain(open.get(X5CHAIN)),
                        timestamp == null ? null : bytes(timestamp, "timestamp"),
                        payload,
                        Cbor.signedStructure(header, payload),
                        bytes(parts.get(3), "signature"))
                .checked();
    }

    private static List<Cbor.Item> parts(byte[] content) throws TrustException {
        if (Cbor.parse(content) instanceof Cbor.Tagged(long tag, Cbor.Items items)
                && tag == SIGN1
                && items.values().size() == 4) {
            return items.values();
        }
        throw new TrustException(STEP, "it is neither JSON nor a tagged COSE_Sign1 message");
    }

    private static Map<Cbor.Item, Cbor.Item> pairs(Cbor.@Nullable Item item) throws TrustException {
        if (item instanceof Cbor.Pairs pairs) {
            return pairs.values();
        }
        throw new TrustException(STEP, "a header is no map");
    }

    private static byte[] bytes(Cbor.@Nullable Item item, String what) throws TrustException {
        if (item instanceof Cbor.Bytes bytes) {
            return bytes.value();
        }
        throw new TrustException(STEP, "the " + what + " is not there or no bytes");
    }

    private static String text(Map<Cbor.Item, Cbor.Item> header, Cbor.Item key) throws TrustException {
        if (header.get(key) instanceof Cbor.Text text) {
            return text.value();
        }
        throw new TrustException(STEP, "the attribute " + key + " is not there or no text");
    }

    private static long number(Cbor.@Nullable Item item) throws TrustException {
        if (item instanceof Cbor.Number number) {
            return number.value();
        }
        throw new TrustException(STEP, "a number is not there");
    }

    private static @Nullable Instant time(Map<Cbor.Item, Cbor.Item> header, String name) throws TrustException {
        Cbor.Item item = header.get(new Cbor.Text(name));
        if (item == null) {
            return null;
        }
        if (item instanceof Cbor.Tagged(long tag, Cbor.Number seconds) && tag == EPOCH_TIME) {
            try {
                return Instant.ofEpochSecond(seconds.value());
            } catch (DateTimeException e) {
                throw new TrustException(STEP, name + " is out of range", e);
            }
        }
        throw new TrustException(STEP, name + " is no time");
    }

    private static Set<String> critical(Map<Cbor.Item, Cbor.Item> signed) throws TrustException {
        if (!(signed.get(CRITICAL) instanceof Cbor.Items items)) {
            throw new TrustException(STEP, "it names no critical attributes");
        }
        Set<String> out = new HashSet<>();
        for (Cbor.Item name : items.values()) {
            TrustException.require(signed.containsKey(name), STEP, "a critical attribute is not there");
            if (name instanceof Cbor.Text text) {
                TrustException.require(out.add(text.value()), STEP, "it names a critical attribute twice");
            } else {
                TrustException.require(name.equals(CONTENT_TYPE), STEP, "a critical attribute is not understood");
            }
        }
        return out;
    }

    private static List<X509Certificate> chain(Cbor.@Nullable Item item) throws TrustException {
        List<Cbor.Item> items =
                item instanceof Cbor.Items list ? list.values() : item == null ? List.of() : List.of(item);
        TrustException.require(items.size() <= 20, STEP, "it carries over 20 certificates");
        List<X509Certificate> out = new ArrayList<>();
        for (Cbor.Item certificate : items) {
            out.add(Certificates.parse(bytes(certificate, "certificate")));
        }
        return List.copyOf(out);
    }
}
