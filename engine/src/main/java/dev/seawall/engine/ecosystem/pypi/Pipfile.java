package dev.seawall.engine.ecosystem.pypi;

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

/** {@code Pipfile} without a lock file beside it: what it asks for, with a version where one clause states it. */
final class Pipfile implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("Pipfile");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (FileFormats.hasBeside(file, files, List.of("Pipfile.lock"))) {
            return Reading.NOTHING;
        }
        Located pipfile = Located.toml(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("pypi", file.path());
        pipfile.get("packages").fields().forEach((name, entry) -> add(name, entry, Scope.PROD, file, found));
        pipfile.get("dev-packages").fields().forEach((name, entry) -> add(name, entry, Scope.DEV, file, found));
        return found.reading();
    }

    private static void add(String name, Located entry, Scope scope, FileEntry file, PackageList found) {
        String wish = entry.isScalar() ? entry.text() : entry.get("version").text();
        if (wish.isEmpty()) {
            return;
        }
        String path = file.path();
        Package any = Package.of("pypi", name, "", path, entry.line());
        Package pkg = wish.equals("*")
                ? any
                : Requirement.parse(name + wish)
                        .filter(Requirement::single)
                        .map(requirement -> requirement.at(path, entry.line()))
                        .orElse(any);
        found.add(pkg.withScope(scope));
    }
}
