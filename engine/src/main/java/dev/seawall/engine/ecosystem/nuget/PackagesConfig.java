package dev.seawall.engine.ecosystem.nuget;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code packages.config}: {@code <package id= version=>}, development ones marked. */
final class PackagesConfig implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().toLowerCase(Locale.ROOT).equals("packages.config");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        List<Package> found = new ArrayList<>();
        for (MsBuildItem item : MsBuildItem.read(FileFormats.bytes(file.path(), files))) {
            String id = item.value("id");
            String version = item.value("version");
            if (item.element().equals("package") && !id.isEmpty() && !version.isEmpty()) {
                boolean isDev = item.value("developmentDependency").equalsIgnoreCase("true");
                found.add(Package.of("nuget", id, version, file.path(), item.line())
                        .withScope(isDev ? Scope.DEV : Scope.PROD));
            }
        }
        return Reading.of(found);
    }
}
