package dev.seawall.engine.ecosystem.npm;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.LanguageEcosystem;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;

/**
 * Node.js packages: installed {@code package.json} files and the lock files of npm, Yarn, pnpm and Bun. Lock files of
 * {@code node_modules} content that is installed too are folded into one package each, see {@link Duplicates}.
 */
public final class Npm implements LanguageEcosystem {
    private final FileFormats formats = new FileFormats(
            List.of(new PackageJson(), new PackageLock(), new YarnLock(), new PnpmLock(), new BunLock()));

    @Override
    public String id() {
        return "npm";
    }

    @Override
    public FileFormat files() {
        return formats;
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Duplicates.fold(visible);
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return pkg.version().isEmpty() ? List.of() : List.of(new AdvisoryKey("npm", pkg.name(), pkg.version()));
    }
}
