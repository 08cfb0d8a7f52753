package dev.seawall.engine.ecosystem.npm;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * {@code package-lock.json} and {@code npm-shrinkwrap.json}, lockfileVersion 1 to 3, and the hidden lock file that npm
 * keeps in {@code node_modules}. As for npm itself, a shrinkwrap file beside a package-lock wins.
 */
final class PackageLock implements FileFormat {
    private static final String MODULES = "node_modules/";

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("package-lock.json")
                || file.name().equals("npm-shrinkwrap.json")
                || file.path().endsWith(MODULES + ".package-lock.json");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (isOutranked(file, files)) {
            return Reading.NOTHING;
        }
        Located lock = Located.json(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("npm", file.path());
        Map<String, Located> packages = lock.get("packages").fields();
        if (packages.isEmpty()) {
            addTree(lock.get("dependencies"), found);
        } else {
            packages.forEach((key, entry) -> addFlat(key, entry, file, found));
        }
        return found.reading();
    }

    private static boolean isOutranked(FileEntry file, SameLayerFiles files) {
        return switch (file.name()) {
            case "package-lock.json" -> FileFormats.hasBeside(file, files, List.of("npm-shrinkwrap.json"));
            case ".package-lock.json" -> {
                String root =
                        file.path().substring(0, file.path().length() - (MODULES + ".package-lock.json").length());
                yield files.content(root + "package-lock.json").isPresent();
            }
            default -> false;
        };
    }

    /** Version 2 and 3: one flat object, keys are paths of directories. */
    private static void addFlat(String key, Located entry, FileEntry file, PackageList found) {
        String name = entry.get("name").text();
        String version = entry.get("version").text();
        boolean fromGit = entry.get("resolved").text().startsWith("git");
        if (entry.get("link").isTrue() || (version.isEmpty() && (key.isEmpty() || !fromGit))) {
            return;
        }
        Package pkg = Package.of("npm", name.isEmpty() ? nameOf(key) : name, version, file.path(), entry.line());
        found.add(pkg.withScope(scope(entry)).withLicenses(PackageJson.licenses(entry)));
    }

    /** The package a directory holds: {@code a/node_modules/@b/c} is {@code @b/c}, {@code packages/d} is {@code d}. */
    private static String nameOf(String key) {
        String last = key.substring(key.lastIndexOf(MODULES) < 0 ? 0 : key.lastIndexOf(MODULES) + MODULES.length());
        int slash = last.lastIndexOf('/');
        if (slash < 0) {
            return last;
        }
        int scope = last.lastIndexOf('/', slash - 1) + 1;
        return last.charAt(scope) == '@' ? last.substring(scope) : last.substring(slash + 1);
    }

    /** Version 1: dependencies within dependencies. */
    private static void addTree(Located dependencies, PackageList found) {
        dependencies.fields().forEach((key, entry) -> {
            addNested(key, entry, found);
            addTree(entry.get("dependencies"), found);
        });
    }

    private static void addNested(String key, Located entry, PackageList found) {
        String version = entry.get("version").text();
        String name = key;
        int at = version.lastIndexOf('@');
        if (version.startsWith("npm:") && at > 5) {
            name = version.substring(4, at);
            version = version.substring(at + 1);
        }
        if (!entry.get("bundled").isTrue() || !version.isEmpty()) {
            found.add(name, isNumber(version) ? version : "", entry.line(), scope(entry));
        }
    }

    /** False for what npm writes in place of a version: git and file addresses. */
    private static boolean isNumber(String version) {
        return version.indexOf(':') < 0 && version.indexOf('/') < 0;
    }

    private static Scope scope(Located entry) {
        return entry.get("dev").isTrue() || entry.get("devOptional").isTrue() ? Scope.DEV : Scope.PROD;
    }
}
