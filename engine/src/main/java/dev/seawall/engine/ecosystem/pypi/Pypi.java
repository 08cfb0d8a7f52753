package dev.seawall.engine.ecosystem.pypi;

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

/**
 * Python packages: installed distributions, wheels and eggs, the lock files of Poetry, Pipenv, PDM, uv and PEP 751, and
 * what requirements and project files pin. A version that is only a bound carries the qualifier {@code constraint} and is
 * never compared with advisories.
 */
public final class Pypi implements Ecosystem {
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
        boolean isKnown = !pkg.version().isEmpty() && !pkg.qualifiers().containsKey(Requirement.CONSTRAINT);
        return isKnown ? List.of(new AdvisoryKey("PyPI", normalized(pkg.name()), pkg.version())) : List.of();
    }

    @Override
    public int compareVersions(String left, String right) throws BadVersionException {
        return VersionSchemes.named("pypi").compare(left, right);
    }

    /** The one spelling of a name, PEP 503: lower case, runs of {@code -_.} as one hyphen. */
    static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
