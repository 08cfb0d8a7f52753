package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.Macs;
import dev.seawall.server.vault.wire.RandomIds;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Time-based one-time passwords, RFC 6238: made for others to check, or checked here. A code is good once. */
public final class Totp implements Backend {
    private final Entries keys;
    private final RandomIds ids;
    private final Clock clock;
    private final Map<String, Long> used = new ConcurrentHashMap<>();
    private final List<Endpoint> endpoints;

    private record Key(
            byte[] secret, String issuer, String account, String algorithm, int digits, long period, int skew) {
        Map<String, Object> view() {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("account_name", account);
            view.put("algorithm", algorithm);
            view.put("digits", digits);
            view.put("issuer", issuer);
            view.put("period", period);
            return view;
        }

        String code(long step) {
            byte[] hash = Macs.of(
                    "Hmac" + algorithm,
                    secret,
                    ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return String.format("%0" + digits + "d", number % (digits == 8 ? 100_000_000 : 1_000_000));
        }
    }

    /** A mount over its folder. */
    public Totp(Entries entries, RandomIds ids, Clock clock) {
        this.keys = entries.below("key/");
        this.ids = ids;
        this.clock = clock;
        this.endpoints = List.of(
                Endpoint.at("keys/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(keys.list())),
                Endpoint.at("keys/{name}")
                        .fields(
                                Field.flag("generate"),
                                Field.flag("exported", true),
                                Field.integer("key_size", 20),
                                Field.string("key"),
                                Field.string("issuer"),
                                Field.string("account_name"),
                                Field.duration("period", java.time.Duration.ofSeconds(30)),
                                Field.string("algorithm", "SHA1"),
                                Field.integer("digits", 6),
                                Field.integer("skew", 1),
                                Field.integer("qr_size", 200),
                                Field.string("url"))
                        .on(Operation.READ, (request, fields) -> find(fields)
                                .map(key -> VaultResponse.of(key.view()))
                                .orElse(VaultResponse.NOTHING))
                        .onWrite(this::write)
                        .on(Operation.DELETE, (request, fields) -> {
                            keys.delete(fields.string("name"));
                            return VaultResponse.NOTHING;
                        }),
                Endpoint.at("code/{name}")
                        .fields(Field.string("code"))
                        .on(Operation.READ, this::code)
                        .onWrite(this::check));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    private Optional<Key> find(FieldValues fields) {
        return keys.read(fields.string("name"), Key.class);
    }

    private VaultResponse write(VaultRequest request, FieldValues given) {
        boolean generate = given.flag("generate");
        VaultException.refuseIf(
                generate && given.string("issuer").isEmpty(), "the issuer value is required for key generation");
        VaultException.refuseIf(
                generate && given.string("account_name").isEmpty(),
                "the account_name value is required for key generation");
        VaultException.refuseIf(!generate && given.string("key").isEmpty(), "the key value is required");
        check(given);
        byte[] secret = generate ? ids.bytes(given.integer("key_size")) : decode(given.string("key"));
        Key key = new Key(
                secret,
                given.string("issuer"),
                given.string("account_name"),
                given.string("algorithm"),
                given.integer("digits"),
                given.seconds("period"),
                given.integer("skew"));
        keys.write(given.string("name"), key);
        if (!generate || !given.flag("exported")) {
            return VaultResponse.NOTHING;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("barcode", "");
        data.put("url", url(key));
        return VaultResponse.of(data);
    }

    private static void check(FieldValues given) {
        VaultException.refuseIf(
                !List.of("SHA1", "SHA256", "SHA512").contains(given.string("algorithm")),
                "the algorithm value is not valid");
        VaultException.refuseIf(
                given.integer("digits") != 6 && given.integer("digits") != 8, "the digits value can only be 6 or 8");
        VaultException.refuseIf(given.seconds("period") <= 0, "the period value must be greater than zero");
        VaultException.refuseIf(
                given.integer("skew") != 0 && given.integer("skew") != 1, "the skew value must be 0 or 1");
        VaultException.refuseIf(given.integer("key_size") <= 0, "the key_size value must be greater than zero");
    }

    private static byte[] decode(String base32) {
        String text = base32.strip().toUpperCase(java.util.Locale.ROOT).replaceAll("=+$", "");
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (char c : text.toCharArray()) {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            VaultException.refuseIf(value < 0, "invalid key value: illegal base32 data");
            held = (held << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return bytes.array();
    }

    private static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : bytes) {
            held = (held << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt((held >> bits) & 31));
                held &= (1 << bits) - 1;
            }
        }
        if (bits > 0) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }

    private static String url(Key key) {
        return "otpauth://totp/" + encoded(key.issuer()) + ":" + encoded(key.account()) + "?algorithm="
                + key.algorithm() + "&digits=" + key.digits() + "&issuer=" + encoded(key.issuer()) + "&period="
                + key.period() + "&secret=" + encode(key.secret());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private VaultResponse code(VaultRequest request, FieldValues fields) {
        Key key = find(fields).orElseThrow(() -> VaultException.refused("unknown key: " + fields.string("name")));
        return VaultResponse.of("code", key.code(clock.instant().getEpochSecond() / key.period()));
    }

    private VaultResponse check(VaultRequest request, FieldValues fields) {
        String code = fields.string("code");
        VaultException.refuseIf(code.isEmpty(), "the code value is required");
        Key key = find(fields).orElseThrow(() -> VaultException.refused("unknown key: " + fields.string("name")));
        long now = clock.instant().getEpochSecond() / key.period();
        long step = -1;
        for (long near = now - key.skew(); near <= now + key.skew(); near++) {
            boolean same = MessageDigest.isEqual(
                    key.code(near).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8));
            step = same ? near : step;
        }
        used.values().removeIf(old -> old < now - 2);
        if (step >= 0
                && used.putIfAbsent(request.requireMount().uuid() + fields.string("name") + "/" + step, step) != null) {
            throw VaultException.refused("code already used; wait until the next time period");
        }
        return VaultResponse.of("valid", step >= 0);
    }
}
