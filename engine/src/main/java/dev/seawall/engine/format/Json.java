package dev.seawall.engine.format;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON with limits: nesting to 500 levels, strings to 50 MB, numbers to 1,000 digits. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxStringLength(50_000_000)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private Json() {}

    /** The shared mapper, for streaming and writing. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Parses one document; an empty one is a missing node.
     *
     * @throws IOException with a short reason where it is malformed or over a limit
     */
    public static JsonNode parse(byte[] content) throws IOException {
        try {
            return MAPPER.readTree(content);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** As {@link #parse(byte[])}, from a stream that stays open. */
    public static JsonNode parse(InputStream content) throws IOException {
        try {
            return MAPPER.readTree(content);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    private static IOException malformed(JacksonException e) {
        var place = e.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new IOException("malformed JSON" + where + ": " + e.getOriginalMessage(), e);
    }
}
