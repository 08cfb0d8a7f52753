package dev.seawall.engine.rule;

import dev.seawall.engine.format.Located;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One log source of Sigma in our words ({@code rule/sigma.yaml}). */
record SigmaSource(Located entry) {
    private static final Located FILE = FieldCatalogue.read("sigma.yaml");

    static Optional<SigmaSource> find(Map<String, String> logsource) {
        return FILE.get("sources").items().stream()
                .filter(each -> fits(each, "product", logsource)
                        && fits(each, "category", logsource)
                        && fits(each, "service", logsource))
                .findFirst()
                .map(SigmaSource::new);
    }

    private static boolean fits(Located entry, String key, Map<String, String> logsource) {
        String wanted = entry.get(key).text();
        return wanted.isEmpty() || wanted.equals(logsource.get(key));
    }

    static Optional<Priority> priority(String level) {
        return Priority.find(FILE.get("levels").get(level).text());
    }

    /** The field to compare with networks in place of an address; empty where there is none. */
    static String network(String address) {
        return FILE.get("networks").get(address).text();
    }

    String name() {
        return entry.get("source").text();
    }

    List<String> types() {
        return entry.get("types").texts();
    }

    String keywords() {
        return entry.get("keywords").text();
    }

    String output() {
        return entry.get("output").text();
    }

    /** Our name for a field of Sigma; our own names stand for themselves. */
    Optional<String> field(String sigma) {
        Located known = entry.get("fields").get(sigma);
        if (known.isPresent()) {
            return Optional.of(known.text());
        }
        try {
            FieldCatalogue.find(sigma, name());
            return Optional.of(sigma);
        } catch (FilterException unknown) {
            return Optional.empty();
        }
    }
}
