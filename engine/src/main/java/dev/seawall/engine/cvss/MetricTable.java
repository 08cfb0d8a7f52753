package dev.seawall.engine.cvss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metrics that vectors of one version may hold, in the order of its specification. */
final class MetricTable {
    private final List<Metric> metrics = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private record Metric(String name, boolean required, Set<String> values) {}

    /**
     * A table from its text: {@code AV!N,A,L E:X,H} is a metric that every vector must hold and one that it may.
     */
    MetricTable(String text) {
        for (String each : text.split(" ")) {
            int end = Math.max(each.indexOf('!'), each.indexOf(':'));
            String name = each.substring(0, end);
            places.put(name, metrics.size());
            metrics.add(new Metric(
                    name,
                    each.charAt(end) == '!',
                    Set.of(each.substring(end + 1).split(","))));
        }
    }

    /** Reads what follows the prefix of a vector, in any order, as writers do not all keep to the specification's. */
    Metrics read(String vector, String prefix) {
        Map<Integer, String> found = new LinkedHashMap<>();
        for (String part : vector.substring(prefix.length()).split("/", -1)) {
            int colon = part.indexOf(':');
            int place = colon < 0 ? -1 : places.getOrDefault(part.substring(0, colon), -1);
            String value = part.substring(colon + 1);
            if (place < 0 || !metrics.get(place).values().contains(value)) {
                throw new IllegalArgumentException("no such metric or value: " + part);
            }
            if (found.put(place, value) != null) {
                throw new IllegalArgumentException("repeated: " + part);
            }
        }
        return complete(found, prefix);
    }

    private Metrics complete(Map<Integer, String> found, String prefix) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int place = 0; place < metrics.size(); place++) {
            Metric metric = metrics.get(place);
            String value = found.get(place);
            if (value != null) {
                values.put(metric.name(), value);
            } else if (metric.required()) {
                throw new IllegalArgumentException("without " + metric.name());
            }
        }
        return new Metrics(prefix, values);
    }
}
