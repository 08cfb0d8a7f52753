package dev.seawall.engine.trust.crypto;

import dev.seawall.engine.format.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object read strictly: a key twice, a wrong type, bytes after the end refuse it.
 *
 * @param where what it is, for refusals
 */
public record JsonFields(JsonNode node, String where) {
    private static final String STEP = "format";

    /**
     * Parses a document whose top is an object.
     *
     * @throws TrustException where it is malformed
     */
    public static JsonFields parse(byte[] content, String where) throws TrustException {
        try {
            JsonNode node = Json.mapper()
                    .reader()
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(content);
            return of(node, where);
        } catch (JacksonException e) {
            throw new TrustException(STEP, where + " is no valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** As {@link #parse(byte[], String)}, of text. */
    public static JsonFields parse(String content, String where) throws TrustException {
        return parse(content.getBytes(StandardCharsets.UTF_8), where);
    }

    private static JsonFields of(JsonNode node, String where) throws TrustException {
        TrustException.require(node != null && node.isObject(), STEP, where + " is no JSON object");
        return new JsonFields(node, where);
    }

    /** True where the field is there and not null. */
    public boolean has(String name) {
        return !node.path(name).isMissingNode() && !node.path(name).isNull();
    }

    /** Refuses every field but these. */
    public JsonFields only(String... names) throws TrustException {
        Set<String> known = Set.of(names);
        for (String name : node.propertyNames()) {
            TrustException.require(known.contains(name), STEP, where + " has the unknown field \"" + name + "\"");
        }
        return this;
    }

    /** The object in a field. */
    public JsonFields object(String name) throws TrustException {
        return of(node.path(name), where + "." + name);
    }

    /** The objects in an array; none where the field is absent. */
    public List<JsonFields> objects(String name) throws TrustException {
        List<JsonFields> out = new ArrayList<>();
        for (JsonNode item : array(name)) {
            out.add(of(item, where + "." + name + "[" + out.size() + "]"));
        }
        return out;
    }

    /** The strings in an array; none where the field is absent. */
    public List<String> texts(String name) throws TrustException {
        List<String> out = new ArrayList<>();
        for (JsonNode item : array(name)) {
            TrustException.require(item.isString(), STEP, where + "." + name + " holds something that is no text");
            out.add(item.asString());
        }
        return out;
    }

    private JsonNode array(String name) throws TrustException {
        JsonNode array = node.path(name);
        TrustException.require(!has(name) || array.isArray(), STEP, where + "." + name + " is no list");
        return array;
    }

    /** A text that must be there. */
    public String text(String name) throws TrustException {
        JsonNode value = node.path(name);
        TrustException.require(value.isString(), STEP, where + "." + name + " is no text");
        return value.asString();
    }

    /** A text, or what stands in for it. */
    public String text(String name, String otherwise) throws TrustException {
        return has(name) ? text(name) : otherwise;
    }

    /** True or false; false where absent. */
    public boolean flag(String name) throws TrustException {
        JsonNode value = node.path(name);
        TrustException.require(!has(name) || value.isBoolean(), STEP, where + "." + name + " is not true or false");
        return value.asBoolean(false);
    }

    /** Bytes in Base64, standard or URL-safe, that must be there. */
    public byte[] bytes(String name) throws TrustException {
        return base64(text(name), where + "." + name);
    }

    /** A number of 64 bits, also written as text; {@code otherwise} where absent. */
    public long number(String name, long otherwise) throws TrustException {
        JsonNode value = node.path(name);
        if (!has(name)) {
            return otherwise;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        TrustException.require(value.isString(), STEP, where + "." + name + " is no whole number");
        try {
            return Long.parseLong(value.asString());
        } catch (NumberFormatException e) {
            throw new TrustException(STEP, where + "." + name + " is no whole number", e);
        }
    }

    /** A point in time as RFC 3339 writes it. */
    public Instant time(String name) throws TrustException {
        try {
            return OffsetDateTime.parse(text(name)).toInstant();
        } catch (DateTimeException e) {
            throw new TrustException(STEP, where + "." + name + " is no time", e);
        }
    }

    /** Decodes Base64, standard or URL-safe, padded or not. */
    public static byte[] base64(String text, String where) throws TrustException {
        try {
            return text.indexOf('-') >= 0 || text.indexOf('_') >= 0
                    ? Base64.getUrlDecoder().decode(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new TrustException(STEP, where + " is no Base64", e);
        }
    }
}
