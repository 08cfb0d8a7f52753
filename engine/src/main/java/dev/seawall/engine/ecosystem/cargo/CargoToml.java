package dev.seawall.engine.ecosystem.cargo;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * {@code Cargo.toml} without a lock file in its directory or above: the crate itself and what it depends on, by version
 * or by git commit. A dependency's version is a bound and marked so; the sources that cargo downloads are left out.
 */
final class CargoToml implements FileFormat {
    /** The qualifier of a package whose version is a bound and not the version in use. */
    static final String CONSTRAINT = "constraint";

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("Cargo.toml") && !file.path().contains("registry/src/");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (hasLock(file, files)) {
            return Reading.NOTHING;
        }
        Located manifest = Located.toml(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("cargo", file.path());
        Located crate = manifest.get("package");
        Located name = crate.get("name");
        found.add(Package.of("cargo", name.text(), crate.get("version").text(), file.path(), name.line()));
        manifest.get("dependencies").fields().forEach((key, wish) -> add(key, wish, file.path(), found));
        return found.reading();
    }

    private static boolean hasLock(FileEntry file, SameLayerFiles files) {
        String directory = file.directory();
        while (!directory.isEmpty()) {
            if (files.content(directory + "/Cargo.lock").isPresent()) {
                return true;
            }
            directory = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
        }
        return files.content("Cargo.lock").isPresent();
    }

    private static void add(String key, Located wish, String path, PackageList found) {
        String version = wish.isScalar() ? wish.text() : wish.get("version").text();
        boolean isCommit = wish.get("git").isScalar()
                && COMMIT.matcher(wish.get("rev").text()).matches();
        if (!version.isEmpty() || isCommit) {
            Package pkg = Package.of("cargo", key, version, path, wish.line());
            found.add(version.isEmpty() ? pkg : pkg.withQualifier(CONSTRAINT, "^"));
        }
    }
}
