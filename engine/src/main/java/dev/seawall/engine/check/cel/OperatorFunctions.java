package dev.seawall.engine.check.cel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Operators, conversions and optionals of standard CEL. */
final class OperatorFunctions {
    private OperatorFunctions() {}

    static @Nullable Function find(String name) {
        return switch (name) {
            case "_==_" -> a -> Values.equal(a[0], a[1]);
            case "_!=_" -> a -> !Values.equal(a[0], a[1]);
            case "_<_" -> a -> order(a, "_<_", o -> o < 0);
            case "_<=_" -> a -> order(a, "_<=_", o -> o <= 0);
            case "_>_" -> a -> order(a, "_>_", o -> o > 0);
            case "_>=_" -> a -> order(a, "_>=_", o -> o >= 0);
            case "!_" -> a -> a[0] instanceof Boolean b ? !b : CelError.noOverload("!_", a);
            case "@in" -> OperatorFunctions::in;
            case "_[_]" -> a -> Access.index(a[0], a[1]);
            case "_?._", "_[?_]" -> a -> Access.optionalField(a[0], a[1]);
            case "_+_" -> OperatorFunctions::add;
            case "_-_", "_*_", "_/_", "_%_" -> a -> Arithmetic.apply(name, a[0], a[1]);
            case "-_" -> a -> Arithmetic.negate(a[0]);
            case "hasValue" -> a -> a[0] instanceof CelOptional o ? o.present() : CelError.noOverload(name, a);
            case "value" -> OperatorFunctions::value;
            case "optional.of" -> a -> CelOptional.of(a[0]);
            case "optional.none" -> a -> CelOptional.NONE;
            case "optional.ofNonZeroValue" -> a -> isZero(a[0]) ? CelOptional.NONE : CelOptional.of(a[0]);
            case "dyn" -> a -> a[0];
            case "type" -> a -> new Values.TypeName(Values.type(a[0]));
            case "int", "uint" -> OperatorFunctions::toLong;
            case "double" -> OperatorFunctions::toDouble;
            case "bool" -> OperatorFunctions::toBoolean;
            case "string" -> a -> Values.text(a[0]);
            case "duration" -> OperatorFunctions::duration;
            case "timestamp" -> OperatorFunctions::timestamp;
            default -> null;
        };
    }

    private static Object order(@Nullable Object[] a, String operator, IntPredicate test) {
        Integer order = Values.compare(a[0], a[1]);
        return order == null ? CelError.noOverload(operator, a) : test.test(order);
    }

    private static Object in(@Nullable Object[] a) {
        if (a[1] instanceof List<?> list) {
            return Values.contains(list, a[0]);
        }
        return a[1] instanceof Map<?, ?> map ? map.containsKey(a[0]) : CelError.noOverload("@in", a);
    }

    private static @Nullable Object add(@Nullable Object[] a) {
        if (a[0] instanceof String x && a[1] instanceof String y) {
            return x + y;
        }
        if (a[0] instanceof List<?> x && a[1] instanceof List<?> y) {
            List<@Nullable Object> both = new ArrayList<>(x);
            both.addAll(y);
            return both;
        }
        return Arithmetic.apply("_+_", a[0], a[1]);
    }

    private static @Nullable Object value(@Nullable Object[] a) {
        if (a[0] instanceof CelOptional optional) {
            return optional.present() ? optional.value() : new CelError("optional.none() has no value");
        }
        return CelError.noOverload("value", a);
    }

    private static boolean isZero(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean b -> !b;
            case Number n -> n.doubleValue() == 0;
            case String s -> s.isEmpty();
            case List<?> l -> l.isEmpty();
            case Map<?, ?> m -> m.isEmpty();
            default -> false;
        };
    }

    private static Object toLong(@Nullable Object[] a) {
        try {
            return switch (a[0]) {
                case Long l -> l;
                case Double d -> d.longValue();
                case String s -> Long.parseLong(s);
                case Instant i -> i.getEpochSecond();
                case null, default -> CelError.noOverload("int", a);
            };
        } catch (NumberFormatException e) {
            return new CelError("not an integer: " + a[0]);
        }
    }

    private static Object toDouble(@Nullable Object[] a) {
        try {
            return switch (a[0]) {
                case Number n -> n.doubleValue();
                case String s -> Double.parseDouble(s);
                case null, default -> CelError.noOverload("double", a);
            };
        } catch (NumberFormatException e) {
            return new CelError("not a number: " + a[0]);
        }
    }

    private static Object toBoolean(@Nullable Object[] a) {
        return switch (a[0]) {
            case Boolean b -> b;
            case String s when s.matches("true|True|TRUE|t|1") -> true;
            case String s when s.matches("false|False|FALSE|f|0") -> false;
            case null, default -> CelError.noOverload("bool", a);
        };
    }

    private static Object duration(@Nullable Object[] a) {
        Duration parsed = a[0] instanceof String text ? Arithmetic.duration(text) : null;
        if (a[0] instanceof Duration same) {
            return same;
        }
        return parsed == null ? new CelError("not a duration: " + Values.text(a[0])) : parsed;
    }

    private static Object timestamp(@Nullable Object[] a) {
        try {
            return a[0] instanceof Instant same ? same : Instant.parse(Values.text(a[0]));
        } catch (DateTimeException e) {
            return new CelError("not a timestamp: " + Values.text(a[0]));
        }
    }
}
