package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Snaps as snapd mounts them, or one snap unpacked: {@code meta/snap.yaml} names it. */
final class Snap implements Ecosystem {
    private static final Pattern META = Pattern.compile("(?:(?:var/lib/snapd/)?snap/[^/]+/[^/]+/)?meta/snap\\.yaml");

    @Override
    public String id() {
        return "snap";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE && META.matcher(file.path()).matches();
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        if (content.isEmpty()) {
            return Reading.NOTHING;
        }
        if (!(Yaml.parse(content.get().bytes()) instanceof Map<?, ?> meta) || meta.get("name") == null) {
            throw new MalformedFileException("a snap without a name");
        }
        Object version = meta.get("version");
        Object license = meta.get("license");
        Package pkg = Package.of(
                "snap", String.valueOf(meta.get("name")), version == null ? "" : version.toString(), file.path(), 0);
        List<String> architectures = Distributions.strings(meta.get("architectures"));
        pkg = pkg.withQualifier("arch", architectures.isEmpty() ? "" : architectures.getFirst());
        return Reading.of(List.of(license == null ? pkg : pkg.withLicenses(List.of(license.toString()))));
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Distributions.distinct(visible);
    }

    /** Snaps are updated by themselves; nobody files advisories about them. */
    @Override
    public String versionScheme() {
        return "semantic";
    }
}
