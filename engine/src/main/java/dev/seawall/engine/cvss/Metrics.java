package dev.seawall.engine.cvss;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The metrics of one vector.
 *
 * @param prefix of the vector, with its slash; empty for version 2.0
 * @param values by name, in the order of the specification
 */
record Metrics(String prefix, Map<String, String> values) {
    /** The value of a metric; {@code X} where it is absent or not defined. */
    String value(String name) {
        String value = values.getOrDefault(name, "X");
        return value.equals("ND") ? "X" : value;
    }

    /** The value of a metric's modified form where that is defined, else its own. */
    String modified(String name) {
        String modified = value("M" + name);
        return modified.equals("X") ? value(name) : modified;
    }

    boolean definesAny(String... names) {
        for (String name : names) {
            if (!value(name).equals("X")) {
                return true;
            }
        }
        return false;
    }

    /** Whether some metrics of a group are there, but not all. */
    boolean holdsSome(String... group) {
        long held = java.util.Arrays.stream(group).filter(values::containsKey).count();
        return held > 0 && held < group.length;
    }

    /** The vector with its metrics in order. */
    String vector() {
        return values.entrySet().stream()
                .map(metric -> metric.getKey() + ":" + metric.getValue())
                .collect(Collectors.joining("/", prefix, ""));
    }
}
