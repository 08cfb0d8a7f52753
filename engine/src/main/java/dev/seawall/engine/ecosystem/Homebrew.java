package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionSchemes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Packages in Homebrew's Cellar, which keeps name and version as folder names and the formula beside. */
final class Homebrew implements Ecosystem {
    private static final Pattern FORMULA = Pattern.compile("(?:.*/)?Cellar/([^/]+)/([^/]+)/\\.brew/[^/]+\\.rb");
    private static final Pattern LICENSE = Pattern.compile("(?m)^\\s*license\\s+\"([^\"\\n]+)\"");

    @Override
    public String id() {
        return "homebrew";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.path().endsWith(".rb")
                && file.kind() == FileEntry.Kind.FILE
                && FORMULA.matcher(file.path()).matches();
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Matcher formula = FORMULA.matcher(file.path());
        Optional<FileContent> content = files.content(file.path());
        if (!formula.matches() || content.isEmpty()) {
            return Reading.NOTHING;
        }
        Matcher license = LICENSE.matcher(new String(content.get().bytes(), StandardCharsets.UTF_8));
        Package pkg = Package.of("homebrew", formula.group(1), formula.group(2), file.path(), 0);
        return Reading.of(List.of(license.find() ? pkg.withLicenses(List.of(license.group(1))) : pkg));
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Distributions.distinct(visible);
    }

    /** Homebrew publishes no advisories. */
    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of();
    }

    @Override
    public int compareVersions(String left, String right) throws BadVersionException {
        return VersionSchemes.named("semantic").compare(left, right);
    }
}
