package dev.seawall.engine.check.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reaching into maps, lists and optionals, and building them. */
final class Access {
    private Access() {}

    static @Nullable Object field(@Nullable Object operand, String field) {
        if (operand instanceof Map<?, ?> map) {
            Object value = map.get(field);
            return value != null || map.containsKey(field) ? value : new CelError("no such key: " + field);
        }
        if (operand instanceof CelOptional optional) {
            return optional.present() ? optionalField(optional.value(), field) : CelOptional.NONE;
        }
        return operand instanceof CelError
                ? operand
                : new CelError("no field " + field + " in " + Values.type(operand));
    }

    static Object has(@Nullable Object operand, String field) {
        if (operand instanceof Map<?, ?> map) {
            return map.containsKey(field);
        }
        if (operand instanceof CelOptional optional) {
            return optional.present() && optional.value() instanceof Map<?, ?> map && map.containsKey(field);
        }
        return operand instanceof CelError
                ? operand
                : new CelError("no field " + field + " in " + Values.type(operand));
    }

    /** {@code operand.?field}; null counts as absent there, as a null block in YAML is an empty one. */
    static Object optionalField(@Nullable Object operand, @Nullable Object field) {
        Object inside = operand instanceof CelOptional optional ? optional.value() : operand;
        if (inside instanceof Map<?, ?> map) {
            return map.containsKey(field) ? CelOptional.of(map.get(field)) : CelOptional.NONE;
        }
        if (inside instanceof List<?> list && field instanceof Long index) {
            return index >= 0 && index < list.size() ? CelOptional.of(list.get(index.intValue())) : CelOptional.NONE;
        }
        if (inside instanceof CelError) {
            return inside;
        }
        return inside == null ? CelOptional.NONE : CelError.noOverload("_?._", inside, field);
    }

    static @Nullable Object index(@Nullable Object operand, @Nullable Object key) {
        if (operand instanceof Map<?, ?> map) {
            return map.containsKey(key) ? map.get(key) : new CelError("no such key: " + Values.text(key));
        }
        if (operand instanceof List<?> list
                && key instanceof Number number
                && number.doubleValue() == number.intValue()) {
            int at = number.intValue();
            return at >= 0 && at < list.size() ? list.get(at) : new CelError("index out of bounds: " + at);
        }
        return operand instanceof CelOptional ? optionalField(operand, key) : CelError.noOverload("_[_]", operand, key);
    }

    static @Nullable Object or(@Nullable Object value, Program.Node other, @Nullable Object[] frame) {
        if (value instanceof CelOptional optional) {
            return optional.present() ? optional : other.eval(frame);
        }
        return value instanceof CelError ? value : CelError.noOverload("or", value);
    }

    static @Nullable Object orValue(@Nullable Object value, Program.Node other, @Nullable Object[] frame) {
        if (value instanceof CelOptional optional) {
            return optional.present() ? optional.value() : other.eval(frame);
        }
        return value instanceof CelError ? value : CelError.noOverload("orValue", value);
    }

    static @Nullable Object related(@Nullable Object all, @Nullable Object kind) {
        Object found = all instanceof Map<?, ?> map ? map.get(kind) : null;
        return kind instanceof CelError ? kind : found == null ? List.of() : found;
    }

    /** A security setting as the kubelet takes it: the container's, else the pod's, else absent; null is absent. */
    static Object effective(@Nullable Object container, @Nullable Object pod, @Nullable Object field) {
        for (Object holder : new @Nullable Object[] {container, pod}) {
            Object context = holder instanceof Map<?, ?> map ? map.get("securityContext") : null;
            Object value = context instanceof Map<?, ?> map ? map.get(field) : null;
            if (value != null) {
                return CelOptional.of(value);
            }
        }
        return CelOptional.NONE;
    }

    static @Nullable Object list(Program.Node[] items, List<Integer> optional, @Nullable Object[] frame) {
        List<@Nullable Object> list = new ArrayList<>(items.length);
        for (int i = 0; i < items.length; i++) {
            Object value = items[i].eval(frame);
            if (value instanceof CelError) {
                return value;
            }
            if (!optional.contains(i)) {
                list.add(value);
            } else if (value instanceof CelOptional maybe && maybe.present()) {
                list.add(maybe.value());
            }
        }
        return list;
    }

    static @Nullable Object map(Program.Node[] keys, Program.Node[] values, @Nullable Object[] frame) {
        Map<@Nullable Object, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(keys.length);
        for (int i = 0; i < keys.length; i++) {
            Object key = keys[i].eval(frame);
            Object value = values[i].eval(frame);
            if (key instanceof CelError || value instanceof CelError) {
                return key instanceof CelError ? key : value;
            }
            map.put(key, value);
        }
        return map;
    }
}
