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
import java.util.Locale;

/** {@code packages.lock.json}: packages per target framework; other projects are left out. */
final class PackagesLock implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return name.startsWith("packages.") && name.endsWith("lock.json");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located lock = Located.json(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("nuget", file.path());
        for (Located framework : lock.get("dependencies").fields().values()) {
            framework.fields().forEach((name, entry) -> {
                String version = entry.get("resolved").text();
                if (!entry.get("type").text().equalsIgnoreCase("project") && !version.isEmpty()) {
                    found.add(name, version, entry.line(), Scope.PROD);
                }
            });
        }
        return found.reading();
    }
}
