package dev.seawall.engine.ecosystem.composer;

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

/** {@code composer.lock}: {@code packages} for production and {@code packages-dev}. */
final class ComposerLock implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("composer.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located lock = Located.json(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("composer", file.path());
        lock.get("packages").items().forEach(entry -> add(entry, Scope.PROD, file.path(), found));
        lock.get("packages-dev").items().forEach(entry -> add(entry, Scope.DEV, file.path(), found));
        return found.reading();
    }

    /** Adds an entry that states name and version; both files have the same kind of entries. */
    static void add(Located entry, Scope scope, String path, PackageList found) {
        String version = entry.get("version").text();
        if (!version.isEmpty()) {
            found.add(Package.of("composer", entry.get("name").text(), version, path, entry.line())
                    .withScope(scope)
                    .withLicenses(entry.get("license").texts()));
        }
    }
}
