package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles single checks: types are judged here, never while events run. */
final class CheckCompiler {
    private final ValueCompiler values;

    CheckCompiler(String source) {
        this.values = new ValueCompiler(source);
    }

    Predicate compile(Expr.Check check) throws FilterException {
        Value left = typed(values.compile(check.left()), check);
        OperatorTypes.require(check, left);
        Operand right = check.right();
        if (right == null) {
            return new Checks.Exists(left);
        }
        if (!(right instanceof Operand.Values wanted)) {
            return relation(left, check, values.compile(right));
        }
        if (check.modifier() == Modifier.NONE) {
            return one(left, check, wanted.values());
        }
        List<Predicate> parts = new ArrayList<>();
        for (String each : wanted.values()) {
            parts.add(one(left, check, List.of(each)));
        }
        return new Counted(check.modifier(), parts);
    }

    /** An argument of unknown type is a number where it is compared with one. */
    private static Value typed(Value left, Expr.Check check) {
        if (left.type() != FieldType.DYNAMIC || !(left instanceof FieldValue field)) {
            return left;
        }
        boolean numbers = check.right() instanceof Operand.Values wanted
                && !wanted.values().isEmpty()
                && wanted.values().stream().allMatch(NumberText::isNumber);
        boolean knowsNumbers = OperatorTypes.knows(FieldType.Family.NUMBER, check.operator());
        return new FieldValue(field.field(), numbers && knowsNumbers ? FieldType.INT64 : FieldType.TEXT);
    }

    private static Predicate relation(Value left, Expr.Check check, Value right) throws FilterException {
        Operator operator = check.operator();
        boolean pattern = operator == Operator.PATH_MATCH || operator == Operator.REGEX;
        if (pattern || check.modifier() != Modifier.NONE || !left.isPlain() || !right.isPlain()) {
            throw failure(
                    check, "'" + left.name() + "' " + operator.word() + " doesn't support right-hand side fields");
        }
        if (left.type() != right.type() || left.isList() != right.isList()) {
            throw failure(
                    check,
                    "field '" + left.name() + "' has type '" + left.type()
                            + "' while the right-hand side field '" + right.name() + "' has incompatible type '"
                            + right.type()
                            + "'");
        }
        return new Relation(left, operator, right);
    }

    private static FilterException failure(Expr.Check check, String message) {
        return new FilterException(message, check.offset());
    }

    private static Predicate one(Value left, Expr.Check check, List<String> right) throws FilterException {
        if (left instanceof FieldValue field && field.field().name().equals("evt.type")) {
            Predicate byNumber = eventType(check, right);
            if (byNumber != null) {
                return byNumber;
            }
        }
        if (left.isList()) {
            return new Checks.OfList(left, texts(right), check.operator() == Operator.IN);
        }
        return switch (left.type().family()) {
            case TEXT -> text(left, check, right);
            case BYTES -> bytes(left, check, right);
            case BOOLEAN -> new Checks.OfNumber(left, check.operator(), NumberText.truths(right, check.offset()));
            case NUMBER ->
                new Checks.OfNumber(left, check.operator(), NumberText.numbers(left.type(), right, check.offset()));
            case DOUBLE -> new Checks.OfReal(left, check.operator(), NumberText.reals(right, check.offset()));
            case ADDRESS -> address(left, check, right);
        };
    }

    private static @Nullable Predicate eventType(Expr.Check check, List<String> right) throws FilterException {
        Operator operator = check.operator();
        boolean negative = operator == Operator.NOT_EQUAL;
        boolean byNumber =
                negative || operator == Operator.EQUAL || operator == Operator.IN || operator == Operator.INTERSECTS;
        if (!byNumber) {
            return null;
        }
        BitSet types = new BitSet();
        for (String name : right) {
            int number = EventTypes.number(ByteText.decode(name));
            if (number < 0) {
                throw FilterException.unknownName("unknown event type \"" + name + "\"", check.offset());
            }
            types.set(number);
        }
        if (negative) {
            types.flip(0, EventTypes.size());
        }
        return new TypeCheck(types);
    }

    private static Set<String> texts(List<String> right) {
        Set<String> out = new LinkedHashSet<>();
        right.forEach(each -> out.add(ByteText.decode(each)));
        return out;
    }

    private static Predicate text(Value left, Expr.Check check, List<String> right) throws FilterException {
        TextTest test = textTest(check, right);
        if (left.isAny()) {
            return new Checks.OfAnyText(left, test);
        }
        return left instanceof FieldValue field
                ? TextFieldCheck.of(field.field(), test)
                : new Checks.OfText(left, test);
    }

    private static TextTest textTest(Expr.Check check, List<String> right) throws FilterException {
        return switch (check.operator()) {
            case IN, INTERSECTS -> new TextTest.OneOf(new java.util.HashSet<>(texts(right)));
            case PATH_MATCH -> {
                PathPrefixes prefixes = new PathPrefixes();
                texts(right).forEach(prefixes::add);
                yield new TextTest.Below(prefixes);
            }
            case REGEX ->
                new TextTest.Expression(PosixRegex.compile(ByteText.decode(right.getFirst()), check.offset()));
            default -> TextTests.of(check.operator(), ByteText.decode(right.getFirst()));
        };
    }

    private static Predicate bytes(Value left, Expr.Check check, List<String> right) throws FilterException {
        boolean hex = check.operator() == Operator.CONTAINS_BYTES || check.operator() == Operator.STARTS_WITH_BYTES;
        List<byte[]> wanted = new ArrayList<>();
        for (String each : right) {
            wanted.add(hex ? hex(each, check) : ByteText.bytes(each));
        }
        return new BytesCheck(left, check.operator(), wanted);
    }

    private static byte[] hex(String text, Expr.Check check) throws FilterException {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException odd) {
            throw failure(check, "'" + check.operator().word() + "' wants an even number of hexadecimal digits");
        }
    }

    private static Predicate address(Value left, Expr.Check check, List<String> right) throws FilterException {
        List<AddressRange> ranges = new ArrayList<>();
        for (String each : right) {
            ranges.add(
                    left.type() == FieldType.NETWORK
                            ? AddressRange.network(each, check.offset())
                            : AddressRange.address(each, check.offset()));
        }
        return new Checks.OfAddress(left, check.operator() != Operator.NOT_EQUAL, ranges);
    }
}
