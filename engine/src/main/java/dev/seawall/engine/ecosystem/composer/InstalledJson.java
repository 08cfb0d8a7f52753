package dev.seawall.engine.ecosystem.composer;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.List;

/** {@code installed.json} of Composer 2 (an object with {@code packages}) and of Composer 1 (an array). */
final class InstalledJson implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("installed.json");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located json = Located.json(FileFormats.bytes(file.path(), files));
        List<Located> entries = json.items().isEmpty() ? json.get("packages").items() : json.items();
        List<String> development = json.get("dev-package-names").texts();
        PackageList found = new PackageList("composer", file.path());
        for (Located entry : entries) {
            boolean isDev = development.contains(entry.get("name").text());
            ComposerLock.add(entry, isDev ? Scope.DEV : Scope.PROD, file.path(), found);
        }
        return found.reading();
    }
}
