package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text a rule writes about an event: {@code %field}, {@code %field[argument]}, {@code %tolower(field)}, with a width
 * where a number stands behind the percent sign. What the event does not have is {@code <NA>}.
 */
public final class OutputTemplate {
    private static final String MISSING = "<NA>";
    private static final Pattern TOKEN = Pattern.compile(
            "%([0-9]{0,4})((?:[a-z0-9]+\\()*+)([a-zA-Z][a-zA-Z0-9_]*+(?:\\.[a-zA-Z][a-zA-Z0-9_]*+)++)(\\[[^\\]]*+\\])?");

    private final List<Part> parts;

    private OutputTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A piece of text, and the value behind it (absent at the end). */
    private record Part(
            String text, @Nullable String key, @Nullable Value value, int width) {}

    /**
     * Reads a template; a leading {@code *} is allowed and changes nothing.
     *
     * @param source the event source that must give its fields; empty for any
     * @throws FilterException where it names what does not exist
     */
    public static OutputTemplate parse(String template, String source) throws FilterException {
        String text = template.startsWith("*") ? template.substring(1) : template;
        List<Part> parts = new ArrayList<>();
        int done = 0;
        int at = text.indexOf('%');
        while (at >= 0) {
            if (text.startsWith("%%", at)) {
                parts.add(new Part(text.substring(done, at + 1), null, null, 0));
                done = at + 2;
            } else if (text.startsWith("%container.info", at)) {
                parts.add(new Part(text.substring(done, at), null, null, 0));
                done = at + "%container.info".length();
            } else {
                done = token(text, done, at, source, parts);
            }
            at = text.indexOf('%', done);
        }
        parts.add(new Part(text.substring(done), null, null, 0));
        return new OutputTemplate(parts);
    }

    private static int token(String text, int done, int at, String source, List<Part> parts) throws FilterException {
        Matcher token = TOKEN.matcher(text).region(at, text.length());
        if (!token.lookingAt()) {
            throw FilterException.unknownName("invalid formatting token " + excerpt(text, at + 1), at);
        }
        String functions = token.group(2);
        String field = known(token.group(3), token.group(4) != null, source, at);
        int end = token.start(3) + field.length();
        if (token.group(4) != null) {
            field += token.group(4);
            end = token.end();
        }
        int closing = (int) functions.chars().filter(c -> c == '(').count();
        if (!text.startsWith(")".repeat(closing), end)) {
            throw FilterException.unknownName("invalid formatting token " + excerpt(text, at + 1), at);
        }
        String key = functions + field + ")".repeat(closing);
        String width = token.group(1);
        parts.add(new Part(
                text.substring(done, at), key, value(key, source), width.isEmpty() ? 0 : Integer.parseInt(width)));
        return end + closing;
    }

    private static String excerpt(String text, int from) {
        return text.substring(from, Math.min(text.length(), from + 40));
    }

    /** The longest start of a dotted name that is a field: text may go on behind it. */
    private static String known(String name, boolean bracket, String source, int offset) throws FilterException {
        String shorter = name;
        while (shorter.indexOf('.') > 0) {
            try {
                FieldCatalogue.find(shorter, bracket ? "0" : null, source, offset);
                return shorter;
            } catch (FilterException notYet) {
                if (!notYet.isUnknownName() || bracket) {
                    return shorter;
                }
                shorter = shorter.substring(0, shorter.lastIndexOf('.'));
            }
        }
        throw FilterException.unknownName("invalid formatting token " + name, offset);
    }

    private static Value value(String key, String source) throws FilterException {
        Expr parsed;
        try {
            parsed = FilterParser.parse(key + " exists");
        } catch (FilterException bad) {
            throw FilterException.unknownName("invalid formatting token " + key, bad.offset());
        }
        if (!(parsed instanceof Expr.Check check)) {
            throw FilterException.unknownName("invalid formatting token " + key, 0);
        }
        Value value = new ValueCompiler(source).compile(check.left());
        if (value instanceof FieldValue field && field.field().kind().filterOnly()) {
            throw new FilterException("field '" + key + "' can be used in filters only", 0);
        }
        return value;
    }

    /** The text about one event. */
    public String render(Event event) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(part.text);
            if (part.value != null) {
                out.append(padded(shown(part.value, event), part.width));
            }
        }
        return out.toString();
    }

    private static String padded(String text, int width) {
        if (width == 0) {
            return text;
        }
        return text.length() >= width ? text.substring(0, width) : text + " ".repeat(width - text.length());
    }

    private static String shown(Value value, Event event) {
        if (value.isList() || value.isAny()) {
            List<String> texts = value.texts(event);
            return texts == null ? MISSING : "(" + String.join(",", texts) + ")";
        }
        String shown = value.shown(event);
        return shown == null ? MISSING : shown;
    }

    /** The fields it names with their values for one event, in order; absent ones are null. */
    public Map<String, @Nullable String> fields(Event event) {
        Map<String, @Nullable String> out = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.value != null && part.key != null) {
                String shown = shown(part.value, event);
                out.put(part.key, shown.equals(MISSING) ? null : shown);
            }
        }
        return out;
    }
}
