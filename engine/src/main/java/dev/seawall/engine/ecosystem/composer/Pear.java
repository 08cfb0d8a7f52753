package dev.seawall.engine.ecosystem.composer;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.LanguageEcosystem;
import java.util.List;

/** PHP extensions and packages of PEAR and PECL, from their registry. No advisories are filed by these names. */
public final class Pear implements LanguageEcosystem {
    private final FileFormats formats = new FileFormats(List.of(new PearRegistry()));

    @Override
    public String id() {
        return "pear";
    }

    @Override
    public FileFormat files() {
        return formats;
    }

    @Override
    public String versionScheme() {
        return "composer";
    }
}
