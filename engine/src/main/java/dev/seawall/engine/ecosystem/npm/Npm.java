package dev.seawall.engine.ecosystem.npm;

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

/**
 * Node.js packages: installed {@code package.json} files and the lock files of npm, Yarn, pnpm and Bun. Lock files of
 * {@code node_modules} content that is installed too are folded into one package each, see {@link Duplicates}.
 */
public final class Npm implements Ecosystem {
    private final FileFormats formats = new FileFormats(
            List.of(new PackageJson(), new PackageLock(), new YarnLock(), new PnpmLock(), new BunLock()));

    @Override
    public String id() {
        return "npm";
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
    public List<Package> resolve(List<Package> visible, Os os) {
        return Duplicates.fold(visible);
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return pkg.version().isEmpty() ? List.of() : List.of(new AdvisoryKey("npm", pkg.name(), pkg.version()));
    }

    @Override
    public int compareVersions(String left, String right) throws BadVersionException {
        return VersionSchemes.named("npm").compare(left, right);
    }
}
