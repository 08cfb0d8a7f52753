package dev.seawall.engine.ecosystem.composer;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.LanguageEcosystem;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;
import java.util.Locale;

/** PHP packages of Composer: lock files and what is installed in {@code vendor}. */
public final class Composer implements LanguageEcosystem {
    private final FileFormats formats = new FileFormats(List.of(new ComposerLock(), new InstalledJson()));

    @Override
    public String id() {
        return "composer";
    }

    @Override
    public FileFormat files() {
        return formats;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return pkg.version().isEmpty()
                ? List.of()
                : List.of(new AdvisoryKey("Packagist", pkg.name().toLowerCase(Locale.ROOT), pkg.version()));
    }
}
