package dev.seawall.engine.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns operands into values, and judges whether fields and transformers fit each other. */
final class ValueCompiler {
    private final String source;

    ValueCompiler(String source) {
        this.source = source;
    }

    Value compile(Operand operand) throws FilterException {
        return switch (operand) {
            case Operand.FieldName name -> field(name);
            case Operand.Literal literal -> new ConstantValue(ByteText.decode(literal.text()));
            case Operand.Items items -> items(items);
            case Operand.Applied applied -> applied(applied);
            case Operand.Values values -> throw new FilterException("a value cannot stand here: " + values, 0);
        };
    }

    private Value field(Operand.FieldName name) throws FilterException {
        String argument = name.argument() == null ? null : ByteText.decode(name.argument());
        Field field = FieldCatalogue.find(name.name(), argument, source, name.offset());
        if (field.name().equals("evt.dir")) {
            return new ConstantValue("<");
        }
        return new FieldValue(field, field.type());
    }

    private Value items(Operand.Items items) throws FilterException {
        List<Value> values = new ArrayList<>();
        for (Operand each : items.items()) {
            values.add(scalar(compile(each), 0));
        }
        return new ItemsValue(values);
    }

    private static Value scalar(Value value, int offset) throws FilterException {
        if (value.isList() || !value.isPlain()) {
            throw new FilterException("'" + value.name() + "' cannot be used as one text", offset);
        }
        return value;
    }

    private Value applied(Operand.Applied applied) throws FilterException {
        Transformer function = applied.function();
        if (applied.argument() != null && function != Transformer.GETOPT) {
            throw new FilterException("'" + function.word() + "' takes no argument in brackets", applied.offset());
        }
        List<Value> values = new ArrayList<>();
        for (Operand each : applied.operands()) {
            values.add(compile(each));
        }
        return switch (function) {
            case TO_LOWER, TO_UPPER, BASE_NAME, BASE64, LENGTH, VALUE -> single(applied, values);
            case JOIN -> join(applied, values);
            case CONCAT -> concat(applied, values);
            case GETOPT -> getopt(applied, values);
        };
    }

    private static Value single(Operand.Applied applied, List<Value> values) throws FilterException {
        count(applied, values, 1);
        Value inner = values.getFirst();
        Transformer function = applied.function();
        if (!inner.isPlain() || !isFor(function, inner)) {
            throw new FilterException(
                    "can't add field transformer: type '" + inner.type() + "' is not supported by '" + function.word()
                            + "' transformer applied on '" + inner.name() + "'",
                    applied.offset());
        }
        return switch (function) {
            case TO_LOWER -> new MappedValue(inner, function.word(), ValueCompiler::lower);
            case TO_UPPER -> new MappedValue(inner, function.word(), ValueCompiler::upper);
            case BASE_NAME ->
                new MappedValue(inner, function.word(), text -> text.substring(text.lastIndexOf('/') + 1));
            case BASE64 -> new MappedValue(inner, function.word(), text -> base64(text, inner.type()));
            case LENGTH -> new LengthValue(inner);
            case VALUE, JOIN, CONCAT, GETOPT -> inner;
        };
    }

    private static boolean isFor(Transformer function, Value inner) {
        return switch (function) {
            case VALUE -> true;
            case LENGTH -> inner.isList() || inner.type() == FieldType.TEXT || inner.type() == FieldType.BYTES;
            case BASE64 -> inner.type() == FieldType.TEXT || inner.type() == FieldType.BYTES;
            case TO_LOWER, TO_UPPER, BASE_NAME, JOIN, CONCAT, GETOPT -> inner.type() == FieldType.TEXT;
        };
    }

    private static void count(Operand.Applied applied, List<Value> values, int wanted) throws FilterException {
        if (values.size() != wanted) {
            throw new FilterException(
                    "'" + applied.function().word() + "' takes " + wanted + " arguments, not " + values.size(),
                    applied.offset());
        }
    }

    private static Value join(Operand.Applied applied, List<Value> values) throws FilterException {
        count(applied, values, 2);
        text(applied, values.getFirst());
        list(applied, values.get(1));
        return new JoinedValue(values.getFirst(), values.get(1), applied.toString());
    }

    private static Value concat(Operand.Applied applied, List<Value> values) throws FilterException {
        for (Value value : values) {
            scalar(value, applied.offset());
        }
        return new JoinedValue(new ConstantValue(""), new ItemsValue(values), applied.toString());
    }

    private static Value getopt(Operand.Applied applied, List<Value> values) throws FilterException {
        count(applied, values, 2);
        list(applied, values.getFirst());
        text(applied, values.get(1));
        String wanted = applied.argument() == null ? null : ByteText.decode(applied.argument());
        if (wanted != null && wanted.length() != 1) {
            throw new FilterException("'getopt' wants the letter of one option in brackets", applied.offset());
        }
        return new OptionsValue(values.getFirst(), values.get(1), wanted);
    }

    private static void text(Operand.Applied applied, Value value) throws FilterException {
        if (value.isList() || value.type() != FieldType.TEXT || !value.isPlain()) {
            throw wrong(applied, value, "a text");
        }
    }

    private static void list(Operand.Applied applied, Value value) throws FilterException {
        if (!value.isList() || value.type() != FieldType.TEXT) {
            throw wrong(applied, value, "a list of texts");
        }
    }

    private static FilterException wrong(Operand.Applied applied, Value value, String wanted) {
        return new FilterException(
                "'" + applied.function().word() + "' wants " + wanted + ", not '" + value.name() + "'",
                applied.offset());
    }

    static String lower(String text) {
        return changed(text, 'A', 'Z', ' ');
    }

    private static String upper(String text) {
        return changed(text, 'a', 'z', -' ');
    }

    private static String changed(String text, char from, char to, int by) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= from && c <= to ? (char) (c + by) : c);
        }
        return out.toString();
    }

    private static @Nullable String base64(String text, FieldType type) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            return new String(decoded, type == FieldType.BYTES ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
