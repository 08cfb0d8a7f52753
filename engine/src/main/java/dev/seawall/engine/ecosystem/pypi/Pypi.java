package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.LanguageEcosystem;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;
import java.util.Locale;

/**
 * Python packages: installed distributions, wheels and eggs, the lock files of Poetry, Pipenv, PDM, uv and PEP 751, and
 * what requirements and project files pin. A version that is only a bound carries the qualifier {@code constraint} and is
 * never compared with advisories.
 */
public final class Pypi implements LanguageEcosystem {
    private final FileFormats formats = new FileFormats(List.of(
            new Installed(),
            new Archive(),
            new Requirements(),
            new PoetryLock(),
            new PipfileLock(),
            new Pipfile(),
            new PdmLock(),
            new UvLock(),
            new Pylock(),
            new SetupPy(),
            new Pyproject()));

    @Override
    public String id() {
        return "pypi";
    }

    @Override
    public FileFormat files() {
        return formats;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        boolean isKnown = !pkg.version().isEmpty() && !pkg.qualifiers().containsKey(Requirement.CONSTRAINT);
        return isKnown ? List.of(new AdvisoryKey("PyPI", normalized(pkg.name()), pkg.version())) : List.of();
    }

    /** The one spelling of a name, PEP 503: lower case, runs of {@code -_.} as one hyphen. */
    static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
