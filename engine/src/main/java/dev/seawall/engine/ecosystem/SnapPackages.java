package dev.seawall.engine.ecosystem;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Debian packages a snap was made of: {@code name=version} in the manifest of a base or of a snap. */
final class SnapPackages {
    static final Set<String> PATHS = Set.of("usr/share/snappy/dpkg.yaml", "snap/manifest.yaml");

    private SnapPackages() {}

    static Reading read(byte[] content, String path) throws IOException {
        List<Package> packages = new ArrayList<>();
        if (Yaml.parse(content) instanceof Map<?, ?> manifest) {
            Distributions.strings(manifest.get("packages")).forEach(entry -> add(entry, path, packages));
            Distributions.strings(manifest.get("primed-stage-packages")).forEach(entry -> add(entry, path, packages));
        }
        return Reading.of(packages);
    }

    private static void add(String entry, String path, List<Package> packages) {
        int equals = entry.indexOf('=');
        if (equals > 0) {
            String[] nameAndArch = entry.substring(0, equals).strip().split(":", 2);
            String version = entry.substring(equals + 1).strip();
            packages.add(Package.of("deb", nameAndArch[0], version, path, 0)
                    .withSource(new SourcePackage(nameAndArch[0], version))
                    .withQualifier("arch", nameAndArch.length > 1 ? nameAndArch[1] : ""));
        }
    }
}
