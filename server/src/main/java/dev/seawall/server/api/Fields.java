package dev.seawall.server.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object somebody sent; what is missing, unknown or of another type is refused by name. */
final class Fields {
    private static final int LONGEST = 4_000;
    private final JsonNode node;

    Fields(JsonNode node, List<String> known) {
        if (!node.isObject()) {
            throw Problem.badRequest("The body is no JSON object.");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                throw Problem.badRequest("The field " + printable(field.getKey()) + " is unknown; known are "
                        + String.join(", ", known) + ".");
            }
        }
        this.node = node;
    }

    private static String printable(String name) {
        String plain = name.replaceAll("[^\\p{Graph} ]", "?");
        return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
    }

    boolean has(String name) {
        return !node.path(name).isMissingNode() && !node.path(name).isNull();
    }

    String text(String name) {
        return optional(name).orElseThrow(() -> Problem.badRequest("The field " + name + " is missing."));
    }

    String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    Optional<String> optional(String name) {
        return optional(name, LONGEST);
    }

    /** A text that may be longer than usual. */
    String longText(String name, int most) {
        return optional(name, most).orElseThrow(() -> Problem.badRequest("The field " + name + " is missing."));
    }

    private Optional<String> optional(String name, int most) {
        JsonNode value = node.path(name);
        if (!has(name)) {
            return Optional.empty();
        }
        if (!value.isString()
                || value.asString().length() > most
                || value.asString().indexOf('\0') >= 0) {
            throw Problem.badRequest("The field " + name + " is no text of at most " + most + " characters.");
        }
        return Optional.of(value.asString());
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!node.path(name).isBoolean()) {
            throw Problem.badRequest("The field " + name + " is neither true nor false.");
        }
        return node.path(name).asBoolean();
    }

    long number(String name, long otherwise, long least, long most) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            throw Problem.badRequest("The field " + name + " is no whole number from " + least + " to " + most + ".");
        }
        return value.asLong();
    }

    Optional<Instant> time(String name) {
        try {
            Optional<Instant> time = optional(name).map(Instant::parse);
            time.ifPresent(Fields::requireUsual);
            return time;
        } catch (DateTimeException e) {
            throw new Problem(400, "Bad request", "The field " + name + " is no time such as 2027-01-31T00:00:00Z.", e);
        }
    }

    private static void requireUsual(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
            throw Problem.badRequest("The time is none between 1970 and 9999.");
        }
    }

    List<Fields> list(String name, String... known) {
        JsonNode value = node.path(name);
        if (!has(name)) {
            return List.of();
        }
        if (!value.isArray() || value.size() > 1_000) {
            throw Problem.badRequest("The field " + name + " is no list of at most 1000.");
        }
        List<Fields> out = new ArrayList<>();
        value.forEach(item -> out.add(new Fields(item, List.of(known))));
        return out;
    }

    JsonNode raw(String name) {
        return node.path(name);
    }
}
