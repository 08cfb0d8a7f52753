package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A label selector; without requirements it selects everything. */
record Selector(List<Requirement> requirements) {
    static final Selector EVERYTHING = new Selector(List.of());

    private enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    private record Requirement(String key, Operator operator, Set<String> values) {
        boolean holds(Map<String, String> labels) {
            @Nullable String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    Selector {
        requirements = List.copyOf(requirements);
    }

    boolean matches(Map<String, String> labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    /** The selector of a Service: equal labels. */
    static Selector ofLabels(Map<String, String> labels) {
        List<Requirement> out = new ArrayList<>();
        new TreeMap<>(labels).forEach((key, value) -> out.add(new Requirement(key, Operator.IN, Set.of(value))));
        return new Selector(out);
    }

    /**
     * Reads {@code matchLabels} and {@code matchExpressions}.
     *
     * @throws MalformedPolicyException for operators and values that Kubernetes refuses
     */
    static Selector read(Manifest manifest, Located selector) throws MalformedPolicyException {
        List<Requirement> out = new ArrayList<>(
                ofLabels(Manifest.texts(selector.get("matchLabels"))).requirements());
        for (Located expression : selector.get("matchExpressions").items()) {
            out.add(requirement(manifest, expression));
        }
        return new Selector(out);
    }

    private static Requirement requirement(Manifest manifest, Located expression) throws MalformedPolicyException {
        Operator operator = operator(manifest, expression);
        Set<String> values = Set.copyOf(expression.get("values").texts());
        boolean wants = operator == Operator.IN || operator == Operator.NOT_IN;
        if (wants == values.isEmpty()) {
            throw manifest.malformed(
                    expression, "selector error: values must be " + (wants ? "given" : "empty") + " for this operator");
        }
        String key = expression.get("key").text();
        if (key.isEmpty()) {
            throw manifest.malformed(expression, "selector error: a match expression needs a key");
        }
        return new Requirement(key, operator, values);
    }

    private static Operator operator(Manifest manifest, Located expression) throws MalformedPolicyException {
        String text = expression.get("operator").text();
        return switch (text) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default ->
                throw manifest.malformed(
                        expression,
                        "selector error: \"" + text + "\" is no operator; use In, NotIn, Exists or DoesNotExist");
        };
    }
}
