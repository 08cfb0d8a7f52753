package dev.seawall.engine.check.cel;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** Writes expressions in the compact form that {@link ExprReader} reads. */
public final class ExprWriter {
    private ExprWriter() {}

    /** Writes one expression. */
    public static void write(Expr expr, DataOutputStream out) throws IOException {
        switch (expr) {
            case Expr.Constant constant -> {
                out.writeByte(0);
                constant(constant, out);
            }
            case Expr.Name name -> {
                out.writeByte(1);
                out.writeUTF(name.name());
            }
            case Expr.Select select -> {
                out.writeByte(select.test() ? 3 : 2);
                write(select.operand(), out);
                out.writeUTF(select.field());
            }
            case Expr.Call call -> {
                out.writeByte(4);
                out.writeUTF(call.function());
                all(call.arguments(), out);
            }
            case Expr.MakeList list -> {
                out.writeByte(5);
                all(list.items(), out);
                out.writeShort(list.optional().size());
                for (int index : list.optional()) {
                    out.writeShort(index);
                }
            }
            case Expr.MakeMap map -> {
                out.writeByte(6);
                all(map.keys(), out);
                all(map.values(), out);
            }
            case Expr.Fold fold -> fold(fold, out);
        }
    }

    private static void fold(Expr.Fold fold, DataOutputStream out) throws IOException {
        out.writeByte(7);
        out.writeUTF(fold.variable());
        out.writeUTF(fold.second());
        out.writeUTF(fold.accumulator());
        for (Expr part : List.of(fold.range(), fold.start(), fold.condition(), fold.step(), fold.result())) {
            write(part, out);
        }
    }

    private static void all(List<Expr> expressions, DataOutputStream out) throws IOException {
        out.writeShort(expressions.size());
        for (Expr expr : expressions) {
            write(expr, out);
        }
    }

    private static void constant(Expr.Constant constant, DataOutputStream out) throws IOException {
        switch (constant.value()) {
            case null -> out.writeByte('n');
            case Boolean value -> out.writeByte(value ? 't' : 'f');
            case Long value -> {
                out.writeByte('l');
                out.writeLong(value);
            }
            case Double value -> {
                out.writeByte('d');
                out.writeDouble(value);
            }
            case String value -> {
                out.writeByte('s');
                out.writeUTF(value);
            }
            default -> throw new IOException("a constant that conditions cannot hold: " + constant.value());
        }
    }
}
