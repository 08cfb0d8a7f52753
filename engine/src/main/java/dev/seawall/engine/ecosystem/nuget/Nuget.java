package dev.seawall.engine.ecosystem.nuget;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionSchemes;
import java.io.IOException;
import java.util.List;

/** .NET packages: NuGet and Paket lock files, project files without one, and the manifests of published programs. */
public final class Nuget implements Ecosystem {
    private final FileFormats formats = new FileFormats(List.of(
            new PackagesLock(),
            new DepsJson(),
            new ProjectAssets(),
            new DotnetTools(),
            new PackagesConfig(),
            new ProjectFile(),
            new CentralVersions(),
            new PaketLock(),
            new PaketDependencies()));

    @Override
    public String id() {
        return "nuget";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(FileEntry file) {
        return formats.wants(file);
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        return formats.read(file, files);
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return pkg.version().isEmpty() ? List.of() : List.of(new AdvisoryKey("NuGet", pkg.name(), pkg.version()));
    }

    @Override
    public int compareVersions(String left, String right) throws BadVersionException {
        return VersionSchemes.named("nuget").compare(left, right);
    }
}
