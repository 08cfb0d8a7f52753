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

/** {@code dotnet-tools.json}: the tools a source tree is built with. */
final class DotnetTools implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("dotnet-tools.json");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        PackageList found = new PackageList("nuget", file.path());
        Located json = Located.json(FileFormats.bytes(file.path(), files));
        json.get("tools")
                .fields()
                .forEach((name, tool) -> found.add(name, tool.get("version").text(), tool.line(), Scope.DEV));
        return found.reading();
    }
}
