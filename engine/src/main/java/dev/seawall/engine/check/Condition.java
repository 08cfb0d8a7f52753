package dev.seawall.engine.check;

import dev.seawall.engine.check.cel.Expr;
import dev.seawall.engine.check.cel.ExprReader;
import dev.seawall.engine.check.cel.ExprWriter;
import dev.seawall.engine.check.cel.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A checked condition or message in its stored form; decoded and compiled when first run, as most never are. */
public final class Condition {
    private final byte[] stored;
    private volatile @Nullable Program program;

    private Condition(byte[] stored) {
        this.stored = stored;
    }

    /** A condition just checked. */
    static Condition of(Expr expr) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ExprWriter.write(expr, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the condition", e);
        }
        return new Condition(bytes.toByteArray());
    }

    static Condition read(DataInputStream in) throws IOException {
        return new Condition(in.readNBytes(in.readInt()));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(stored.length);
        out.write(stored);
    }

    /** The checked expression, for exports to other policy engines. */
    public Expr expr() {
        try {
            return ExprReader.read(new DataInputStream(new ByteArrayInputStream(stored)));
        } catch (IOException e) {
            throw new UncheckedIOException("the index of checks is damaged", e);
        }
    }

    /** The condition ready to run over {@link CheckVariables}. */
    Program program() {
        Program ready = program;
        if (ready == null) {
            ready = Program.compile(expr(), CheckVariables.NAMES);
            program = ready;
        }
        return ready;
    }
}
