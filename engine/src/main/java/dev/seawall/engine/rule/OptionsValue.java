package dev.seawall.engine.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a command line as getopt(3) reads them: all as a list, or the last argument of one. */
final class OptionsValue extends Value {
    private final Value arguments;
    private final Value options;
    private final @Nullable String wanted;

    OptionsValue(Value arguments, Value options, @Nullable String wanted) {
        super(FieldType.TEXT, wanted == null, "getopt");
        this.arguments = arguments;
        this.options = options;
        this.wanted = wanted;
    }

    private @Nullable Getopt read(Event event) {
        List<String> texts = arguments.texts(event);
        String known = options.text(event);
        return texts == null || known == null ? null : new Getopt(known).read(texts);
    }

    @Override
    @Nullable
    List<String> texts(Event event) {
        Getopt read = read(event);
        return read == null ? null : read.found();
    }

    @Override
    @Nullable
    String text(Event event) {
        Getopt read = read(event);
        return read == null || wanted == null ? null : read.argument(wanted);
    }
}
