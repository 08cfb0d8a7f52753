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

/** Project files without a lock file: {@code <PackageReference Include= Version=>}. */
final class ProjectFile implements FileFormat {
    private static final List<String> LOCKS = List.of("packages.lock.json", "obj/project.assets.json");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().endsWith(".csproj")
                || file.name().endsWith(".fsproj")
                || file.name().endsWith(".vbproj");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (FileFormats.hasBeside(file, files, LOCKS)) {
            return Reading.NOTHING;
        }
        List<Package> found = new ArrayList<>();
        for (MsBuildItem item : MsBuildItem.read(FileFormats.bytes(file.path(), files))) {
            if (item.element().equals("PackageReference")) {
                add(item, file.path(), found);
            }
        }
        return Reading.of(found);
    }

    /** Adds the package that an item includes or updates, where it states a name and one version. */
    static void add(MsBuildItem item, String path, List<Package> found) {
        String name = item.value("Include").isEmpty() ? item.value("Update") : item.value("Include");
        String stated = item.value("Version").isEmpty() ? item.value("VersionOverride") : item.value("Version");
        String version = exact(stated);
        if (!name.isEmpty() && !version.isEmpty()) {
            boolean isDev = item.value("PrivateAssets").equalsIgnoreCase("all");
            found.add(Package.of("nuget", name, version, path, item.line()).withScope(isDev ? Scope.DEV : Scope.PROD));
        }
    }

    /** {@code [1.2.3]} is 1.2.3; ranges and wildcards are no version. */
    private static String exact(String version) {
        boolean single = version.startsWith("[") && version.endsWith("]") && version.indexOf(',') < 0;
        String text = single ? version.substring(1, version.length() - 1).strip() : version;
        return text.chars().anyMatch(c -> "[]()*,".indexOf(c) >= 0) ? "" : text;
    }
}
