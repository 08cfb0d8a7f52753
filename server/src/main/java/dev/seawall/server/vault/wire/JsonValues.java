package dev.seawall.server.vault.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as plain maps, lists, strings, numbers and booleans. Numbers keep the digits they came with (1.0 stays 1.0), since
 * a secret must come back as it was put in. Depth and number length are bounded.
 */
public final class JsonValues {
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};
    private static final int MAX_DEPTH = 300;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(64 << 20)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private JsonValues() {}

    /**
     * The first JSON value of a text, which must be an object.
     *
     * @throws IOException when it is not one
     */
    public static Map<String, @Nullable Object> readObject(byte[] text) throws IOException {
        try {
            Map<String, @Nullable Object> read = MAPPER.readValue(text, OBJECT);
            return read == null ? new LinkedHashMap<>() : read;
        } catch (JacksonException malformed) {
            throw new IOException(malformed.getOriginalMessage(), malformed);
        }
    }

    /** As the other one, from a resource of the program. */
    public static Map<String, @Nullable Object> readObject(InputStream text) throws IOException {
        return readObject(text.readAllBytes());
    }

    /** Any JSON value, for example a list. */
    public static @Nullable Object read(String text) throws IOException {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JacksonException malformed) {
            throw new IOException(malformed.getOriginalMessage(), malformed);
        }
    }

    /** The bytes of a value, without blanks. */
    public static byte[] write(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The text of a value, without blanks. */
    public static String text(@Nullable Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }
}
