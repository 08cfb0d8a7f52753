package dev.seawall.engine.ecosystem;

import dev.seawall.engine.ecosystem.rpmdb.RpmDatabase;
import dev.seawall.engine.ecosystem.rpmdb.RpmHeader;
import dev.seawall.engine.ecosystem.rpmdb.RpmHeader.Tag;
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
 * Packages that rpm installed, from its database in any of its formats, or from the manifest that Azure Linux leaves in
 * images without one. The version in reports has the epoch in front where it is not zero; the purl has it as a qualifier.
 */
final class Rpm implements Ecosystem {
    private static final Pattern DATABASE =
            Pattern.compile("(?:var/lib|usr/lib/sysimage|usr/share)/rpm/(?:Packages(?:\\.db)?|rpmdb\\.sqlite)");
    private static final Pattern LOG = Pattern.compile("(?:var/lib|usr/lib/sysimage|usr/share)/rpm/rpmdb\\.sqlite-wal");
    private static final String MANIFEST = "var/lib/rpmmanifest/container-manifest-2";
    private static final Pattern SOURCE_RPM = Pattern.compile("(.+)-([^-]+-[^-]+)\\.(?:no)?src\\.rpm");
    private static final long MAX_PATH_CHARACTERS = 128L << 20;

    @Override
    public String id() {
        return "rpm";
    }

    @Override
    public boolean wants(FileEntry file) {
        String path = file.path();
        return file.kind() == FileEntry.Kind.FILE
                && path.contains("rpm")
                && (path.equals(MANIFEST)
                        || DATABASE.matcher(path).matches()
                        || LOG.matcher(path).matches());
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        boolean log = LOG.matcher(file.path()).matches();
        if (log || content.isEmpty() || content.get().sizeBytes() == 0) {
            return Reading.NOTHING;
        }
        if (file.path().equals(MANIFEST)) {
            return RpmManifest.read(content.get().bytes(), file.path());
        }
        List<Package> packages = new ArrayList<>();
        List<Reading.OwnedFiles> owned = new ArrayList<>();
        long[] left = {MAX_PATH_CHARACTERS};
        FileContent wal = files.content(file.path() + "-wal").orElse(null);
        RpmDatabase.read(content.get(), wal, header -> {
            String name = header.text(Tag.NAME);
            if (!name.equals("gpg-pubkey")) {
                List<String> paths = header.files(left[0]);
                left[0] -= paths.stream().mapToLong(String::length).sum();
                packages.add(read(header, name, file.path()));
                owned.add(new Reading.OwnedFiles(name, paths));
            }
        });
        return new Reading(packages, owned);
    }

    private static Package read(RpmHeader header, String name, String path) throws IOException {
        String version = header.text(Tag.VERSION);
        String release = header.text(Tag.RELEASE);
        if (name.isEmpty() || version.isEmpty()) {
            throw new MalformedFileException("an rpm header without a name or version");
        }
        Long epoch = header.number(Tag.EPOCH);
        String license = header.text(Tag.LICENSE);
        String full = release.isEmpty() ? version : version + "-" + release;
        return build(name, full, epoch == null ? 0 : epoch, header.text(Tag.SOURCE_RPM), path)
                .withQualifier("arch", header.text(Tag.ARCH))
                .withQualifier("rpmmod", stream(header.text(Tag.MODULARITY_LABEL)))
                .withLicenses(license.isEmpty() ? List.of() : List.of(license));
    }

    /** A package from what every source tells; {@code version} is version-release without an epoch. */
    static Package build(String name, String version, long epoch, String sourceRpm, String path) {
        String prefix = epoch == 0 ? "" : epoch + ":";
        Matcher source = SOURCE_RPM.matcher(sourceRpm);
        SourcePackage from = source.matches()
                ? new SourcePackage(source.group(1), prefix + source.group(2))
                : new SourcePackage(name, prefix + version);
        return Package.of("rpm", name, prefix + version, path, 0)
                .withSource(from)
                .withQualifier("epoch", epoch == 0 ? "" : Long.toString(epoch));
    }

    /** {@code nodejs:12:8020…:arch} names the module and its stream first. */
    private static String stream(String label) {
        String[] parts = label.split(":");
        return parts.length < 2 ? label : parts[0] + ":" + parts[1];
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
