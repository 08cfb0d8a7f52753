package dev.seawall.engine.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON, TOML or YAML document and the line it starts at: what package files need, whatever their format.
 * Scalars are kept as text. Asking for what is not there gives {@link #MISSING}, never an exception.
 */
public final class Located {
    /** The fields of what is no object and no array; told apart from an empty object by identity. */
    private static final Map<String, Located> NOTHING = new HashMap<>(0);

    /** What absent fields are: no text, no fields, no items, line 0. */
    public static final Located MISSING = new Located(0, null, NOTHING, List.of());

    /** Values one document may have; more is a bomb. */
    static final int MOST_VALUES = 3_000_000;

    /** Levels one document may nest. */
    static final int DEEPEST = 400;

    private final int line;
    private final @Nullable String text;
    private final Map<String, Located> fields;
    private final List<Located> items;

    private Located(int line, @Nullable String text, Map<String, Located> fields, List<Located> items) {
        this.line = line;
        this.text = text;
        this.fields = fields;
        this.items = items;
    }

    /** A scalar read from some other format; null text for its null. */
    public static Located scalar(int line, @Nullable String text) {
        return new Located(line, text, NOTHING, List.of());
    }

    /** An object read from some other format. */
    public static Located object(int line, Map<String, Located> fields) {
        return new Located(line, null, fields, List.of());
    }

    /** An array read from some other format. */
    public static Located array(int line, List<Located> items) {
        return new Located(line, null, Map.of(), items);
    }

    /**
     * Parses one JSON document; an empty one is {@link #MISSING}.
     *
     * @throws IOException with a short reason where it is malformed or over a limit
     */
    public static Located json(byte[] content) throws IOException {
        return LocatedJson.parse(content, false);
    }

    /** As {@link #json}, with comments and trailing commas allowed. */
    public static Located looseJson(byte[] content) throws IOException {
        return LocatedJson.parse(content, true);
    }

    /** Parses one TOML document of at most 20 MB; lines are those of the keys. */
    public static Located toml(byte[] content) throws IOException {
        return LocatedToml.parse(content);
    }

    /** Parses the first document of a YAML stream; lines are those of the keys. */
    public static Located yaml(byte[] content) throws IOException {
        return LocatedYaml.parse(content);
    }

    /** Parses every document of a YAML stream; lines are those of the keys. */
    public static List<Located> yamlDocuments(byte[] content) throws IOException {
        return LocatedYaml.parseAll(content);
    }

    /** The line it starts at, from 1; 0 for {@link #MISSING}. */
    public int line() {
        return line;
    }

    /** False for {@link #MISSING} only; null is there. */
    public boolean isPresent() {
        return this != MISSING;
    }

    /** True for null and for {@link #MISSING}; false for empty objects, arrays and texts. */
    public boolean isNull() {
        return text == null && fields == NOTHING;
    }

    /** True for a string, number or boolean. */
    public boolean isScalar() {
        return text != null;
    }

    /** The text of a scalar; empty for everything else. */
    public String text() {
        return text == null ? "" : text;
    }

    /** True for the boolean (or the text) {@code true}. */
    public boolean isTrue() {
        return "true".equals(text);
    }

    /** One field of an object. */
    public Located get(String name) {
        return fields.getOrDefault(name, MISSING);
    }

    /** The fields of an object in file order; empty for everything else. */
    public Map<String, Located> fields() {
        return fields == NOTHING ? Map.of() : fields;
    }

    /** The items of an array; empty for everything else. */
    public List<Located> items() {
        return items;
    }

    /** The texts of an array's scalars, or of the one scalar that it is. */
    public List<String> texts() {
        if (text != null) {
            return List.of(text);
        }
        return items.stream().filter(Located::isScalar).map(Located::text).toList();
    }
}
