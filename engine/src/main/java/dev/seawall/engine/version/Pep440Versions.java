package dev.seawall.engine.version;

/**
 * Python's order, PEP 440: epoch, release, pre-release, post-release, development release, local part. What does not
 * follow it comes before everything that does where legacy versions are taken, as advisories need; else it is refused.
 */
final class Pep440Versions implements VersionScheme {
    private final boolean takesLegacy;

    Pep440Versions(boolean takesLegacy) {
        this.takesLegacy = takesLegacy;
    }

    @Override
    public int compare(String left, String right) throws BadVersionException {
        Pep440Version l = read(left);
        Pep440Version r = read(right);
        if (l.valid() && r.valid()) {
            return l.compareTo(r);
        }
        return l.valid() || r.valid()
                ? Boolean.compare(l.valid(), r.valid())
                : LegacyPythonVersions.compare(left, right);
    }

    private Pep440Version read(String text) throws BadVersionException {
        Pep440Version version = Pep440Version.parse(text);
        if (!version.valid() && (!takesLegacy || text.isBlank())) {
            throw new BadVersionException(text);
        }
        return version;
    }
}
