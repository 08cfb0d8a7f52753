package dev.seawall.engine.ecosystem.composer;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionSchemes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** PHP packages of Composer: lock files and what is installed in {@code vendor}. */
public final class Composer implements Ecosystem {
    private final FileFormats formats = new FileFormats(List.of(new ComposerLock(), new InstalledJson()));

    @Override
    public String id() {
        return "composer";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(FileEntry file) {
        return formats.wants(file);
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        return formats.read(file, files);
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return pkg.version().isEmpty()
                ? List.of()
                : List.of(new AdvisoryKey("Packagist", pkg.name().toLowerCase(Locale.ROOT), pkg.version()));
    }

    @Override
    public int compareVersions(String left, String right) throws BadVersionException {
        return VersionSchemes.named("composer").compare(left, right);
    }
}
