package dev.seawall.engine.check.cel;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Kubernetes' CEL library: quantity and semver. */
final class KubernetesFunctions {
    private KubernetesFunctions() {}

    static @Nullable Function find(String name) {
        return switch (name) {
            case "quantity" -> KubernetesFunctions::quantity;
            case "isQuantity" -> a -> a[0] instanceof String text && Quantity.parse(text) != null;
            case "sign" ->
                a -> a[0] instanceof Quantity q ? (Object) (long) q.value().signum() : CelError.noOverload(name, a);
            case "isInteger" -> a -> a[0] instanceof Quantity q ? q.isInteger() : CelError.noOverload(name, a);
            case "asInteger" -> a -> a[0] instanceof Quantity q ? (Object) q.asLong() : CelError.noOverload(name, a);
            case "asApproximateFloat" ->
                a -> a[0] instanceof Quantity q ? (Object) q.value().doubleValue() : CelError.noOverload(name, a);
            case "add" -> a -> sum(name, a, false);
            case "sub" -> a -> sum(name, a, true);
            case "isLessThan" ->
                a -> compared(a) instanceof Integer o ? (Object) (o < 0) : CelError.noOverload(name, a);
            case "isGreaterThan" ->
                a -> compared(a) instanceof Integer o ? (Object) (o > 0) : CelError.noOverload(name, a);
            case "compareTo" ->
                a -> compared(a) instanceof Integer o
                        ? (Object) (long) Integer.signum(o)
                        : CelError.noOverload(name, a);
            case "semver" -> KubernetesFunctions::semver;
            case "isSemver" ->
                a -> a[0] instanceof String text
                        && SemanticVersion.parse(text, Boolean.TRUE.equals(a[a.length - 1])) != null;
            case "major" -> a -> a[0] instanceof SemanticVersion v ? (Object) v.major() : CelError.noOverload(name, a);
            case "minor" -> a -> a[0] instanceof SemanticVersion v ? (Object) v.minor() : CelError.noOverload(name, a);
            case "patch" -> a -> a[0] instanceof SemanticVersion v ? (Object) v.patch() : CelError.noOverload(name, a);
            default -> null;
        };
    }

    /** Numbers are quantities too in manifests: {@code cpu: 2}. */
    private static Object quantity(@Nullable Object[] a) {
        if (a[0] instanceof Number) {
            return new Quantity(new BigDecimal(a[0].toString()));
        }
        Quantity parsed = a[0] instanceof String text ? Quantity.parse(text) : null;
        return parsed == null ? new CelError("not a quantity: " + Values.text(a[0])) : parsed;
    }

    private static Object sum(String name, @Nullable Object[] a, boolean minus) {
        BigDecimal other =
                a[1] instanceof Quantity q ? q.value() : a[1] instanceof Long l ? BigDecimal.valueOf(l) : null;
        if (a[0] instanceof Quantity q && other != null) {
            return new Quantity(minus ? q.value().subtract(other) : q.value().add(other));
        }
        return CelError.noOverload(name, a);
    }

    private static @Nullable Integer compared(@Nullable Object[] a) {
        return a[0] instanceof Quantity || a[0] instanceof SemanticVersion ? Values.compare(a[0], a[1]) : null;
    }

    private static Object semver(@Nullable Object[] a) {
        boolean loose = a.length > 1 && Boolean.TRUE.equals(a[1]);
        SemanticVersion parsed = a[0] instanceof String text ? SemanticVersion.parse(text, loose) : null;
        return parsed == null ? new CelError("not a semantic version: " + Values.text(a[0])) : parsed;
    }
}
