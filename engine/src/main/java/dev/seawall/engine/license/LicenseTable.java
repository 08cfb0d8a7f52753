package dev.seawall.engine.license;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The licences Seawall knows, by any of their names. Immutable and thread-safe. */
public final class LicenseTable {
    private static final LicenseTable BUILT_IN = load();
    private static final Pattern IN_BRACKETS = Pattern.compile("\\s*\\([^()]*\\)\\s*$");

    private final Map<String, License> names;
    private final Map<String, License> prefixes;
    private final Map<String, License> findings;

    private LicenseTable(Map<String, License> names, Map<String, License> prefixes, Map<String, License> findings) {
        this.names = names;
        this.prefixes = prefixes;
        this.findings = findings;
    }

    /** The table of {@code resources/license}. */
    public static LicenseTable builtIn() {
        return BUILT_IN;
    }

    /**
     * The licence that goes by that name: an SPDX id in any case, or a name people give it. {@code X+} of a licence
     * without an id for later versions is {@code X}.
     */
    public Optional<License> find(String name) {
        Optional<License> found = byKey(LicenseNames.key(name));
        return found.isPresent()
                ? found
                : byKey(LicenseNames.key(IN_BRACKETS.matcher(name).replaceFirst("")));
    }

    /** The licence that findings with that id are about. */
    public Optional<License> ofFinding(String findingId) {
        return Optional.ofNullable(findings.get(findingId));
    }

    private Optional<License> byKey(String key) {
        License exact = names.get(key);
        if (exact == null && key.endsWith("+")) {
            return byKey(key.substring(0, key.length() - 1).strip());
        }
        return exact != null ? Optional.of(exact) : byPrefix(key);
    }

    private Optional<License> byPrefix(String key) {
        return prefixes.entrySet().stream()
                .filter(entry -> key.startsWith(entry.getKey() + " "))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static LicenseTable load() {
        Map<String, License> names = new HashMap<>();
        Map<String, License> prefixes = new TreeMap<>();
        Map<String, License> findings = new HashMap<>();
        licenses().forEach((license, aliases) -> {
            findings.put(license.findingId(), license);
            put(names, LicenseNames.key(license.id()), license);
            for (String alias : LicenseData.texts(aliases)) {
                if (alias.endsWith("*")) {
                    put(prefixes, LicenseNames.key(alias.substring(0, alias.length() - 1)), license);
                } else {
                    put(names, LicenseNames.key(alias), license);
                }
            }
        });
        return new LicenseTable(Map.copyOf(names), prefixes, Map.copyOf(findings));
    }

    private static Map<License, Object> licenses() {
        Map<License, Object> all = new LinkedHashMap<>();
        for (LicenseCategory category : LicenseCategory.values()) {
            Map<?, ?> file = LicenseData.read(category.label() + ".yaml");
            if (file.get("licenses") instanceof Map<?, ?> licenses) {
                licenses.forEach((id, aliases) -> all.put(new License(String.valueOf(id), category), aliases));
            }
        }
        return all;
    }

    private static void put(Map<String, License> map, String key, License license) {
        License before = map.putIfAbsent(key, license);
        if (before != null && !before.equals(license)) {
            throw new IllegalStateException("both " + before.id() + " and " + license.id() + " are called " + key);
        }
    }
}
