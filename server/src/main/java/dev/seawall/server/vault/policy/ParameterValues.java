package dev.seawall.server.vault.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a value of a request is among the values of a policy: texts by stars, numbers by size, the rest by equality. */
final class ParameterValues {
    private ParameterValues() {}

    static boolean among(@Nullable Object value, List<Object> values) {
        return values.isEmpty() || values.stream().anyMatch(allowed -> same(allowed, value));
    }

    private static boolean same(@Nullable Object allowed, @Nullable Object value) {
        if (allowed == null || value == null) {
            return allowed == value;
        }
        if (allowed instanceof String pattern) {
            return value instanceof String text && Stars.match(pattern, text);
        }
        if (allowed instanceof Number one) {
            return value instanceof Number other
                    && new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        if (allowed instanceof Map<?, ?> one && value instanceof Map<?, ?> other) {
            return one.keySet().equals(other.keySet())
                    && one.entrySet().stream().allMatch(entry -> same(entry.getValue(), other.get(entry.getKey())));
        }
        if (allowed instanceof List<?> one && value instanceof List<?> other) {
            return sameLists(one, other);
        }
        return allowed.equals(value);
    }

    private static boolean sameLists(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
