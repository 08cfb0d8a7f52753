package dev.seawall.engine.ecosystem;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The distributions of {@code os/distributions.yaml} by every name they go by. */
final class Distributions {
    private static final Map<String, Distribution> BY_ID = load();

    private Distributions() {}

    /** The distribution of an operating system, empty where nobody files advisories about it. */
    static Optional<Distribution> of(Os os) {
        return Optional.ofNullable(BY_ID.get(os.id().toLowerCase(Locale.ROOT)));
    }

    /** The packages named as this operating system's are; unchanged where it is unknown or packs otherwise. */
    static List<Package> name(String type, List<Package> packages, Os os) {
        return of(os).filter(d -> d.type().equals(type))
                .map(d -> d.name(packages, os))
                .orElse(packages);
    }

    /** Where advisories about a package are filed; empty where this operating system has none for its type. */
    static List<AdvisoryKey> keys(Package pkg, Os os) {
        return of(os).filter(d -> d.type().equals(pkg.ecosystem()))
                .map(d -> d.keys(pkg, os))
                .orElse(List.of());
    }

    /** Each package once: two files may list the same one. */
    static List<Package> distinct(List<Package> packages) {
        Map<List<Object>, Package> seen = new LinkedHashMap<>();
        for (Package pkg : packages) {
            String arch = pkg.qualifiers().getOrDefault("arch", "");
            seen.putIfAbsent(List.of(pkg.name(), pkg.version(), arch), pkg);
        }
        return List.copyOf(seen.values());
    }

    private static Map<String, Distribution> load() {
        Map<String, Distribution> byId = new LinkedHashMap<>();
        for (Object entry : list(resource("/os/distributions.yaml"))) {
            Distribution distribution = read((Map<?, ?>) entry);
            distribution.ids().forEach(id -> byId.put(id.toLowerCase(Locale.ROOT), distribution));
        }
        return byId;
    }

    private static Distribution read(Map<?, ?> entry) {
        List<String> ids = strings(entry.get("ids"));
        String namespace = String.valueOf(entry.get("namespace"));
        Object distro = entry.get("distro");
        return new Distribution(
                ids,
                String.valueOf(entry.get("type")),
                namespace,
                distro == null ? namespace + "-{version}" : distro.toString(),
                String.valueOf(entry.get("names")),
                strings(entry.get("advisories")),
                strings(entry.get("fallbacks")));
    }

    /** A resource that ships with Seawall, as YAML. */
    static @Nullable Object resource(String name) {
        try (InputStream in = Distributions.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the engine");
            }
            return Yaml.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> strings(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    private static List<Object> list(@Nullable Object value) {
        List<Object> out = new ArrayList<>();
        if (value instanceof List<?> items) {
            items.forEach(out::add);
        }
        return out;
    }
}
