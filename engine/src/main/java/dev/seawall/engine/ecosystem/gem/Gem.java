package dev.seawall.engine.ecosystem.gem;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.LanguageEcosystem;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;

/** Ruby gems: installed specifications and Bundler's lock files. */
public final class Gem implements LanguageEcosystem {
    private final FileFormats formats = new FileFormats(List.of(new GemfileLock(), new Gemspec()));

    @Override
    public String id() {
        return "gem";
    }

    @Override
    public FileFormat files() {
        return formats;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return pkg.version().isEmpty() ? List.of() : List.of(new AdvisoryKey("RubyGems", pkg.name(), pkg.version()));
    }
}
