package dev.seawall.engine.ecosystem.nuget;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code Directory.Packages.props} and {@code Packages.props}: the versions that all projects below share. */
final class CentralVersions implements FileFormat {
    private static final Set<String> ELEMENTS = Set.of("PackageVersion", "PackageReference", "GlobalPackageReference");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().toLowerCase(Locale.ROOT).endsWith("packages.props");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        List<Package> found = new ArrayList<>();
        for (MsBuildItem item : MsBuildItem.read(FileFormats.bytes(file.path(), files))) {
            if (ELEMENTS.contains(item.element())) {
                ProjectFile.add(item, file.path(), found);
            }
        }
        return Reading.of(found);
    }
}
