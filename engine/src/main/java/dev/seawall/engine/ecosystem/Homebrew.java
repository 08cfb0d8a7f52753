package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages in Homebrew's Cellar, which keeps name and version as folder names and the formula beside, and formulas of
 * taps that state a version.
 */
final class Homebrew implements Ecosystem {
    private static final Pattern FORMULA = Pattern.compile("(?:.*/)?Cellar/([^/]+)/([^/]+)/\\.brew/[^/]+\\.rb");
    private static final Pattern TAP = Pattern.compile("(?:.*/)?Library/Taps/[^/]+/[^/]+/Formula/(?:.*/)?([^/]+)\\.rb");
    private static final Pattern VERSION = Pattern.compile("(?m)^\\s*version\\s+\"([^\"\\n]+)\"");
    private static final Pattern LICENSE = Pattern.compile("(?m)^\\s*license\\s+\"([^\"\\n]+)\"");

    @Override
    public String id() {
        return "brew";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.path().endsWith(".rb")
                && file.kind() == FileEntry.Kind.FILE
                && (FORMULA.matcher(file.path()).matches()
                        || TAP.matcher(file.path()).matches());
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        String text = content.isPresent() ? new String(content.get().bytes(), StandardCharsets.UTF_8) : "";
        Matcher license = LICENSE.matcher(text);
        List<String> licenses = license.find() ? List.of(license.group(1)) : List.of();
        return Reading.of(named(file.path(), text).map(p -> p.withLicenses(licenses)).stream()
                .toList());
    }

    private static Optional<Package> named(String path, String text) {
        Matcher formula = FORMULA.matcher(path);
        if (formula.matches()) {
            return Optional.of(Package.of("brew", formula.group(1), formula.group(2), path, 0));
        }
        Matcher tap = TAP.matcher(path);
        Matcher version = VERSION.matcher(text);
        boolean stated = tap.matches() && version.find();
        return stated ? Optional.of(Package.of("brew", tap.group(1), version.group(1), path, 0)) : Optional.empty();
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Distributions.distinct(visible);
    }

    /** Homebrew publishes no advisories. */
    @Override
    public String versionScheme() {
        return "semantic";
    }
}
