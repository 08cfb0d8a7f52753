package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages that dpkg, opkg or Chisel installed: {@code status}, the {@code status.d} of distroless images,
 * {@code info/*.list} and {@code *.md5sums} for the owned files, the manifests of Chisel and of unpacked snaps.
 */
final class Deb implements Ecosystem {
    private static final Pattern STATUS = Pattern.compile("(?:var|usr)/lib/[do]pkg/status");
    private static final Pattern STATUS_D = Pattern.compile("(?:var|usr)/lib/[do]pkg/status\\.d/[^/]+");
    private static final Pattern CONTROL = Pattern.compile("(?:var|usr)/lib/opkg/info/[^/]+\\.control");
    private static final Pattern OWNED =
            Pattern.compile("(?:var|usr)/lib/[do]pkg/(?:info|status\\.d)/([^/:]+)(?::[^/]+)?\\.(?:list|md5sums)");
    private static final Pattern COPYRIGHT = Pattern.compile("usr/share/doc/[^/]+/copyright");
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\((\\S+)\\))?.*");

    @Override
    public String id() {
        return "deb";
    }

    @Override
    public boolean wants(FileEntry file) {
        String path = file.path();
        boolean likely = path.contains("/lib/dpkg/") || path.contains("/lib/opkg/") || path.endsWith("/copyright");
        boolean listed = path.equals(ChiselManifest.PATH) || SnapPackages.PATHS.contains(path);
        return file.kind() == FileEntry.Kind.FILE && (listed || (likely && isDatabase(path)));
    }

    private static boolean isDatabase(String path) {
        return matches(STATUS, path)
                || matches(STATUS_D, path)
                || matches(CONTROL, path)
                || matches(OWNED, path)
                || matches(COPYRIGHT, path);
    }

    private static boolean matches(Pattern pattern, String path) {
        return pattern.matcher(path).matches();
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Matcher owned = OWNED.matcher(file.path());
        if (matches(COPYRIGHT, file.path())) {
            return Reading.NOTHING;
        }
        byte[] content = content(files, file.path());
        if (file.path().equals(ChiselManifest.PATH)) {
            return ChiselManifest.read(content);
        }
        if (SnapPackages.PATHS.contains(file.path())) {
            return SnapPackages.read(content, file.path());
        }
        return owned.matches() ? owned(owned.group(1), file.path(), content, files) : packages(file, content, files);
    }

    private static byte[] content(SameLayerFiles files, String path) throws IOException {
        Optional<FileContent> content = files.content(path);
        return content.isPresent() ? content.get().bytes() : new byte[0];
    }

    private static Reading packages(FileEntry file, byte[] content, SameLayerFiles files) throws IOException {
        List<ControlStanza> stanzas = ControlStanza.parse(content);
        if (stanzas.isEmpty() && content.length > 0 && matches(STATUS, file.path())) {
            throw new MalformedFileException("not a dpkg status file");
        }
        List<Package> packages = new ArrayList<>();
        for (ControlStanza stanza : stanzas) {
            if (!stanza.field("package").isEmpty() && isInstalled(stanza.field("status"))) {
                packages.add(read(stanza, file.path(), files));
            }
        }
        return Reading.of(packages);
    }

    /** {@code want flag state}: distroless images have no status at all, and everything listed is there. */
    private static boolean isInstalled(String status) {
        return !status.contains("deinstall")
                && !status.startsWith("purge")
                && !status.endsWith("not-installed")
                && !status.endsWith("config-files");
    }

    private static Package read(ControlStanza stanza, String path, SameLayerFiles files) throws IOException {
        String name = stanza.field("package");
        String version = stanza.field("version");
        byte[] copyright = content(files, "usr/share/doc/" + name + "/copyright");
        return Package.of("deb", name, version, path, stanza.line())
                .withSource(source(stanza.field("source"), name, version))
                .withQualifier("arch", stanza.field("architecture"))
                .withLicenses(licenses(stanza, copyright));
    }

    private static List<String> licenses(ControlStanza stanza, byte[] copyright) {
        String stated = stanza.field("license");
        return copyright.length == 0 && !stated.isEmpty() ? List.of(stated) : DebCopyright.licenses(copyright);
    }

    /** {@code Source: name (version)}, where both default to the binary package's. */
    private static SourcePackage source(String field, String name, String version) {
        Matcher source = SOURCE.matcher(field);
        if (!source.matches()) {
            return new SourcePackage(name, version);
        }
        return new SourcePackage(
                source.group(1), Optional.ofNullable(source.group(2)).orElse(version));
    }

    private static Reading owned(String name, String path, byte[] content, SameLayerFiles files) throws IOException {
        boolean sums = path.endsWith(".md5sums");
        String stem = path.substring(0, path.lastIndexOf('.'));
        if (sums && files.content(stem + ".list").isPresent()) {
            return Reading.NOTHING;
        }
        List<String> paths = sums ? OwnedPaths.ofChecksums(content) : OwnedPaths.ofList(content);
        String owner = matches(STATUS_D, path) ? stated(content(files, stem), name) : name;
        return new Reading(List.of(), List.of(new Reading.OwnedFiles(owner, OwnedPaths.merged(paths))));
    }

    /** The name in a distroless status file, whose own name may be cut short. */
    private static String stated(byte[] status, String fileName) {
        List<ControlStanza> stanzas = ControlStanza.parse(status);
        String name = stanzas.isEmpty() ? "" : stanzas.getFirst().field("package");
        return name.isEmpty() ? fileName : name;
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Distributions.name(id(), Distributions.distinct(visible), os);
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return Distributions.keys(pkg, os);
    }
}
