package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Installed distributions: {@code x.dist-info/METADATA}, {@code x.egg-info/PKG-INFO}, {@code EGG-INFO/PKG-INFO} and
 * {@code x.egg-info} files, in any case. RECORD or installed-files.txt beside them says which files they own,
 * direct_url.json where they came from.
 */
final class Installed implements FileFormat {
    private static final Set<String> BESIDE = Set.of("record", "installed-files.txt", "direct_url.json");

    @Override
    public boolean wants(FileEntry file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return isMetadata(file) || (isInfoDirectory(file.directory()) && BESIDE.contains(name));
    }

    private static boolean isMetadata(FileEntry file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        String directory = file.directory().toLowerCase(Locale.ROOT);
        return name.endsWith(".egg-info")
                || (name.equals("metadata") && directory.endsWith("dist-info"))
                || (name.equals("pkg-info") && directory.endsWith("egg-info"));
    }

    private static boolean isInfoDirectory(String directory) {
        String lower = directory.toLowerCase(Locale.ROOT);
        return lower.endsWith("dist-info") || lower.endsWith("egg-info");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (!isMetadata(file)) {
            return Reading.NOTHING;
        }
        Headers headers = Headers.parse(FileFormats.text(file.path(), files));
        if (headers.first("name").isBlank()) {
            return Reading.NOTHING;
        }
        Package pkg = describe(headers, file.path());
        if (!isInfoDirectory(file.directory())) {
            return Reading.of(List.of(pkg));
        }
        List<String> owned = OwnedPaths.read(file, files);
        return new Reading(
                List.of(pkg.withQualifier("vcs_url", origin(file, files))),
                owned.isEmpty() ? List.of() : List.of(new Reading.OwnedFiles(pkg.name(), owned)));
    }

    /** The package that a METADATA or PKG-INFO header describes. */
    static Package describe(Headers headers, String path) {
        return Package.of("pypi", headers.first("name"), headers.first("version"), path, headers.line("name"))
                .withLicenses(licenses(headers));
    }

    /** The expression if there is one, else the licence text if it is a name, else the classifiers. */
    private static List<String> licenses(Headers headers) {
        String expression = headers.first("license-expression");
        if (!expression.isEmpty()) {
            return List.of(expression);
        }
        String license = headers.first("license");
        if (!license.isEmpty() && !license.equals("UNKNOWN") && license.length() < 100) {
            return List.of(license);
        }
        List<String> found = new ArrayList<>();
        for (String classifier : headers.all("classifier")) {
            if (classifier.startsWith("License ::")) {
                found.add(classifier.substring(classifier.lastIndexOf("::") + 2).strip());
            }
        }
        return found;
    }

    /** As {@code git+https://host/path@commit}; empty for what came from an index. */
    private static String origin(FileEntry file, SameLayerFiles files) throws IOException {
        Located direct = Located.json(FileFormats.bytes(FileFormats.beside(file, "direct_url.json"), files));
        Located vcs = direct.get("vcs_info");
        String url = direct.get("url").text();
        String kind = vcs.get("vcs").text();
        return url.isEmpty() || kind.isEmpty()
                ? ""
                : kind + "+" + url + "@" + vcs.get("commit_id").text();
    }
}
