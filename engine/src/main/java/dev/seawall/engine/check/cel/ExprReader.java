package dev.seawall.engine.check.cel;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ExprWriter} wrote. */
public final class ExprReader {
    private ExprReader() {}

    /** Reads one expression; an IOException means that the index is damaged. */
    public static Expr read(DataInputStream in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case 0 -> new Expr.Constant(constant(in));
            case 1 -> new Expr.Name(in.readUTF());
            case 2, 3 -> {
                Expr operand = read(in);
                yield new Expr.Select(operand, in.readUTF(), tag == 3);
            }
            case 4 -> {
                String function = in.readUTF();
                yield new Expr.Call(function, all(in));
            }
            case 5 -> {
                List<Expr> items = all(in);
                yield new Expr.MakeList(items, indices(in));
            }
            case 6 -> {
                List<Expr> keys = all(in);
                yield new Expr.MakeMap(keys, all(in));
            }
            case 7 -> fold(in);
            default -> throw new IOException("the index of checks is damaged: tag " + tag);
        };
    }

    private static Expr fold(DataInputStream in) throws IOException {
        String variable = in.readUTF();
        String second = in.readUTF();
        String accumulator = in.readUTF();
        Expr range = read(in);
        Expr start = read(in);
        Expr condition = read(in);
        Expr step = read(in);
        return new Expr.Fold(variable, second, range, accumulator, start, condition, step, read(in));
    }

    private static List<Expr> all(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<Expr> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(read(in));
        }
        return all;
    }

    private static List<Integer> indices(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<Integer> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(in.readUnsignedShort());
        }
        return all;
    }

    private static @Nullable Object constant(DataInputStream in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case 'n' -> null;
            case 't' -> true;
            case 'f' -> false;
            case 'l' -> in.readLong();
            case 'd' -> in.readDouble();
            case 's' -> in.readUTF();
            default -> throw new IOException("the index of checks is damaged: constant " + tag);
        };
    }
}
