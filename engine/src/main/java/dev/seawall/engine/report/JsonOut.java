package dev.seawall.engine.report;

import dev.seawall.engine.format.Json;
import java.io.OutputStream;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonWriteFeature;

/** Streaming JSON as nested lambdas, so that the code has the shape of the document. */
final class JsonOut implements AutoCloseable {
    private final JsonGenerator json;

    private JsonOut(JsonGenerator json) {
        this.json = json;
    }

    /** Indented by two spaces, with a final line feed. */
    static JsonOut pretty(OutputStream out) {
        return new JsonOut(Json.mapper()
                .writerWithDefaultPrettyPrinter()
                .without(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .createGenerator(out));
    }

    /** On one line. */
    static JsonOut compact(OutputStream out) {
        return new JsonOut(Json.mapper()
                .writer()
                .without(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .createGenerator(out));
    }

    JsonOut field(String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
        return this;
    }

    /** Writes the field only where there is something to say. */
    JsonOut optional(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? this : field(name, value);
    }

    JsonOut field(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    JsonOut field(String name, int value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonOut field(String name, @Nullable Double value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
        return this;
    }

    JsonOut object(Runnable body) {
        json.writeStartObject();
        body.run();
        json.writeEndObject();
        return this;
    }

    JsonOut object(String name, Runnable body) {
        json.writeName(name);
        return object(body);
    }

    JsonOut array(String name, Runnable body) {
        json.writeName(name);
        json.writeStartArray();
        body.run();
        json.writeEndArray();
        return this;
    }

    <T> JsonOut array(String name, Collection<T> items, Consumer<? super T> each) {
        return array(name, () -> items.forEach(each));
    }

    /** An array of objects, whose fields {@code each} writes. */
    <T> JsonOut objects(String name, Collection<T> items, Consumer<? super T> each) {
        return array(name, items, item -> object(() -> each.accept(item)));
    }

    JsonOut strings(String name, Collection<String> items) {
        return array(name, items, this::value);
    }

    JsonOut value(String text) {
        json.writeString(text);
        return this;
    }

    @Override
    public void close() {
        json.close();
    }
}
