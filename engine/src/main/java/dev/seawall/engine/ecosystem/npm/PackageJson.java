package dev.seawall.engine.ecosystem.npm;

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

/**
 * {@code package.json} of an installed package: one that states a name and a version. That of a project with a lock
 * file beside it is left to the lock file; VS Code extensions and Unity packages only borrow the format.
 */
final class PackageJson implements FileFormat {
    private static final List<String> LOCKS =
            List.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("package.json");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (!isInModules(file.path()) && FileFormats.hasBeside(file, files, LOCKS)) {
            return Reading.NOTHING;
        }
        Located json = Located.json(FileFormats.bytes(file.path(), files));
        String name = json.get("name").text();
        String version = json.get("version").text();
        if (name.isBlank() || version.isBlank() || isForeign(json)) {
            return Reading.NOTHING;
        }
        Package pkg =
                Package.of("npm", name, version, file.path(), json.get("name").line());
        return Reading.of(List.of(pkg.withLicenses(licenses(json))));
    }

    private static boolean isInModules(String path) {
        return path.startsWith("node_modules/") || path.contains("/node_modules/");
    }

    private static boolean isForeign(Located json) {
        return json.get("engines").get("vscode").isPresent()
                || json.get("unity").isPresent();
    }

    /** {@code license} as text or object, {@code licenses} as an array of either. */
    static List<String> licenses(Located json) {
        List<String> found = new ArrayList<>();
        add(json.get("license"), found);
        add(json.get("licenses"), found);
        return found.stream().distinct().toList();
    }

    private static void add(Located license, List<String> found) {
        license.items().forEach(item -> add(item, found));
        String type = license.get("type").text();
        String text = type.isEmpty() ? license.text() : type;
        if (!text.isBlank()) {
            found.add(text.strip());
        }
    }
}
