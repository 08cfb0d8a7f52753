package dev.seawall.engine.ecosystem.nuget;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import java.io.IOException;

/** {@code project.assets.json}, what a restore resolved: libraries of type package. */
final class ProjectAssets implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("project.assets.json");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        PackageList found = new PackageList("nuget", file.path());
        Located json = Located.json(FileFormats.bytes(file.path(), files));
        json.get("libraries").fields().forEach((key, entry) -> {
            if (entry.get("type").text().equals("package")) {
                DepsJson.add(key, entry, found);
            }
        });
        return found.reading();
    }
}
