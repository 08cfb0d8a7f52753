package dev.seawall.engine.check;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes checks in the compact form that {@link IndexReader} reads at start-up. */
public final class IndexWriter {
    private final DataOutputStream out;

    private IndexWriter(DataOutputStream out) {
        this.out = out;
    }

    /** Writes all checks. */
    public static void write(List<Check> checks, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(checks.size());
        for (Check check : checks) {
            new IndexWriter(out).check(check);
        }
        out.flush();
    }

    private void check(Check check) throws IOException {
        for (String text : List.of(
                check.id(), check.area(), check.title(), check.severity().name())) {
            out.writeUTF(text);
        }
        texts(check.practices().stream().map(Enum::name).toList());
        texts(check.controls());
        out.writeUTF(check.why());
        texts(check.targets());
        out.writeUTF(check.each());
        expr(check.when());
        expr(check.fail());
        out.writeUTF(check.at());
        expr(check.message());
        value(check.parameters());
        value(check.fix());
        out.writeUTF(check.advice());
        texts(check.aliases());
        out.writeShort(check.since());
        out.writeShort(check.until());
        texts(check.overrides());
        out.writeBoolean(check.optIn());
    }

    private void texts(List<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private void expr(@Nullable Condition expr) throws IOException {
        out.writeBoolean(expr != null);
        if (expr != null) {
            expr.write(out);
        }
    }

    private void value(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte('n');
            case Condition condition -> {
                out.writeByte('c');
                condition.write(out);
            }
            case Boolean b -> out.writeByte(b ? 't' : 'f');
            case Long number -> {
                out.writeByte('l');
                out.writeLong(number);
            }
            case Double number -> {
                out.writeByte('d');
                out.writeDouble(number);
            }
            case List<?> list -> {
                out.writeByte('[');
                out.writeShort(list.size());
                for (Object item : list) {
                    value(item);
                }
            }
            case Map<?, ?> map -> {
                out.writeByte('{');
                out.writeShort(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeUTF(String.valueOf(entry.getKey()));
                    value(entry.getValue());
                }
            }
            default -> {
                out.writeByte('s');
                out.writeUTF(value.toString());
            }
        }
    }
}
