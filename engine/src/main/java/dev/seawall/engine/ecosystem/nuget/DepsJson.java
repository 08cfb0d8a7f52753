package dev.seawall.engine.ecosystem.nuget;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.IOException;

/** {@code *.deps.json} of a published program: its {@code libraries}, the program itself included. */
final class DepsJson implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().endsWith(".deps.json");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        PackageList found = new PackageList("nuget", file.path());
        Located.json(FileFormats.bytes(file.path(), files))
                .get("libraries")
                .fields()
                .forEach((key, entry) -> add(key, entry, found));
        return found.reading();
    }

    /** Adds a library whose key is {@code name/version}. */
    static void add(String key, Located entry, PackageList found) {
        int slash = key.indexOf('/');
        if (slash > 0 && slash < key.length() - 1 && key.indexOf('/', slash + 1) < 0) {
            found.add(key.substring(0, slash), key.substring(slash + 1), entry.line(), Scope.PROD);
        }
    }
}
