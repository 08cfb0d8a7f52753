package dev.seawall.engine.check.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON with places; several documents may follow each other. Twin keys are an error. */
public final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(20_000_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser parser;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /** Every document, in order; what follows a broken one is lost, as nothing says where it would begin. */
    public static List<TreeDocument> parse(byte[] content) {
        List<TreeDocument> documents = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), content)) {
            JsonTree tree = new JsonTree(parser);
            while (parser.nextToken() != null) {
                int line = parser.currentTokenLocation().getLineNr();
                documents.add(new TreeDocument(line, tree.value(), null));
            }
        } catch (JacksonException e) {
            documents.add(broken(e));
        }
        return documents;
    }

    private static TreeDocument broken(JacksonException e) {
        var place = e.getLocation();
        int line = place == null ? 1 : Math.max(1, place.getLineNr());
        int column = place == null ? 1 : Math.max(1, place.getColumnNr());
        String reason = e.getOriginalMessage().lines().findFirst().orElse("malformed");
        return new TreeDocument(line, null, "line " + line + ", column " + column + ": " + reason);
    }

    private @Nullable Object value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map();
            case START_ARRAY -> list();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getString();
        };
    }

    private Object integer() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> (Object) parser.getLongValue();
            default -> parser.getDoubleValue();
        };
    }

    private SourceMap map() {
        SourceMap.Builder builder = new SourceMap.Builder();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var start = parser.currentTokenLocation();
            String name = parser.currentName();
            parser.nextToken();
            builder.put(name, value(), mark(start));
        }
        return builder.build();
    }

    private SourceList list() {
        SourceList.Builder builder = new SourceList.Builder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var start = parser.currentTokenLocation();
            builder.add(value(), mark(start));
        }
        return builder.build();
    }

    private Mark mark(tools.jackson.core.TokenStreamLocation start) {
        var end = parser.currentLocation();
        return new Mark(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr(), null);
    }
}
