package dev.seawall.server.registry.gate;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a request, in its order. */
record Query(List<Parameter> parameters) {
    private static final int LONGEST = 16 << 10;

    record Parameter(String name, String value) {}

    Query {
        parameters = List.copyOf(parameters);
    }

    static Query parse(String raw) throws OciProblem {
        if (raw.length() > LONGEST) {
            throw new OciProblem(414, "UNSUPPORTED", "The query of this request is too long.");
        }
        List<Parameter> out = new ArrayList<>();
        for (String part : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                out.add(new Parameter(decoded(name), equals < 0 ? "" : decoded(part.substring(equals + 1))));
            }
        }
        return new Query(out);
    }

    private static String decoded(String text) throws OciProblem {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new OciProblem(400, "UNSUPPORTED", "The query of this request is malformed.");
        }
    }

    /** The value of a parameter; where it comes twice nobody knows which is meant, so neither is. */
    Optional<String> value(String name) {
        List<String> all = values(name);
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    List<String> values(String name) {
        return parameters.stream()
                .filter(each -> each.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    boolean has(String name) {
        return parameters.stream().anyMatch(each -> each.name().equals(name));
    }

    Query without(String... names) {
        List<String> gone = List.of(names);
        return new Query(
                parameters.stream().filter(each -> !gone.contains(each.name())).toList());
    }

    /** As it goes to the backend. */
    String raw() {
        return parameters.stream()
                .map(each -> URLEncoder.encode(each.name(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
