package dev.seawall.engine.ecosystem.gem;

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

/** Ruby gems: installed specifications and Bundler's lock files. */
public final class Gem implements Ecosystem {
    private final FileFormats formats = new FileFormats(List.of(new GemfileLock(), new Gemspec()));

    @Override
    public String id() {
        return "gem";
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
        return pkg.version().isEmpty() ? List.of() : List.of(new AdvisoryKey("RubyGems", pkg.name(), pkg.version()));
    }

    @Override
    public int compareVersions(String left, String right) throws BadVersionException {
        return VersionSchemes.named("gem").compare(left, right);
    }
}
