package dev.seawall.engine.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Builds {@link Located} values from a JSON token stream. */
final class LocatedJson {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(Located.DEEPEST)
            .maxStringLength(50_000_000)
            .build();
    private static final JsonFactory STRICT =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();
    private static final JsonFactory LOOSE = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final JsonParser parser;
    private int values;

    private LocatedJson(JsonParser parser) {
        this.parser = parser;
    }

    static Located parse(byte[] content, boolean loose) throws IOException {
        JsonFactory factory = loose ? LOOSE : STRICT;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), content)) {
            JsonToken first = parser.nextToken();
            return first == null ? Located.MISSING : new LocatedJson(parser).value(first);
        } catch (JacksonException e) {
            throw new IOException("malformed JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Located value(JsonToken token) throws IOException {
        if (++values > Located.MOST_VALUES) {
            throw new IOException("more than " + Located.MOST_VALUES + " JSON values");
        }
        int line = parser.currentTokenLocation().getLineNr();
        return switch (token) {
            case START_OBJECT -> Located.object(line, fields());
            case START_ARRAY -> Located.array(line, items());
            case VALUE_NULL -> Located.scalar(line, null);
            default -> Located.scalar(line, parser.getString());
        };
    }

    private Map<String, Located> fields() throws IOException {
        Map<String, Located> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            fields.put(name, value(parser.nextToken()));
        }
        return fields;
    }

    private List<Located> items() throws IOException {
        List<Located> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            items.add(value(next));
        }
        return items;
    }
}
