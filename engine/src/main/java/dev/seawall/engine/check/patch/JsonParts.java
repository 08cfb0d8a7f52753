package dev.seawall.engine.check.patch;

import java.util.ArrayList;
import java.util.List;

/** Finds the parts of a JSON document that a parser has already accepted. */
final class JsonParts {
    private static final int DEEPEST = 200;

    private final String text;
    private int at;
    private int depth;

    private JsonParts(String text) {
        this.text = text;
    }

    static Part of(String text) throws UnpatchableException {
        try {
            JsonParts parts = new JsonParts(text);
            Part part = parts.value();
            if (parts.next() != 0) {
                throw new UnpatchableException("several JSON documents follow each other");
            }
            return part;
        } catch (StringIndexOutOfBoundsException e) {
            throw new UnpatchableException("the document cannot be read");
        }
    }

    /** The next character that is no blank, 0 at the end. */
    private char next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private Part value() throws UnpatchableException {
        char c = next();
        if (++depth > DEEPEST || c == 0) {
            throw new UnpatchableException("the document cannot be read");
        }
        Part part = c == '{' ? object() : c == '[' ? array() : scalar(c);
        depth--;
        return part;
    }

    private Part scalar(char first) {
        int start = at;
        if (first == '"') {
            string();
        } else {
            while (at < text.length() && " \t\r\n,]}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        return new Part.Scalar(start, at);
    }

    private String string() {
        int start = ++at;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return text.substring(start, at++);
    }

    private Part object() throws UnpatchableException {
        int start = at++;
        List<Part.Entry> entries = new ArrayList<>();
        while (next() != '}') {
            if (next() == ',') {
                at++;
            } else if (next() == '"') {
                int from = at;
                String key = string();
                int to = at;
                if (next() != ':') {
                    throw new UnpatchableException("the document cannot be read");
                }
                at++;
                entries.add(new Part.Entry(key, from, to, value()));
            } else {
                throw new UnpatchableException("the document cannot be read");
            }
        }
        return new Part.Mapping(start, ++at, true, false, List.copyOf(entries));
    }

    private Part array() throws UnpatchableException {
        int start = at++;
        List<Part> items = new ArrayList<>();
        while (next() != ']') {
            if (next() == ',') {
                at++;
            } else {
                items.add(value());
            }
        }
        return new Part.Sequence(start, ++at, true, List.copyOf(items));
    }
}
