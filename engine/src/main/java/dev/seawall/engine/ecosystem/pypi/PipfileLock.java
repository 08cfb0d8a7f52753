package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.IOException;

/** {@code Pipfile.lock}: a section per group, {@code default} for production; entries without a version are left out. */
final class PipfileLock implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("Pipfile.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located lock = Located.json(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("pypi", file.path());
        lock.fields().forEach((section, packages) -> {
            if (!section.equals("_meta")) {
                Scope scope = section.equals("default") ? Scope.PROD : Scope.DEV;
                packages.fields().forEach((name, entry) -> add(name, entry, scope, found));
            }
        });
        return found.reading();
    }

    private static void add(String name, Located entry, Scope scope, PackageList found) {
        String version = entry.get("version").text().replaceFirst("^={1,3}", "").strip();
        if (!version.isEmpty()) {
            found.add(name, version, entry.line(), scope);
        }
    }
}
