package dev.seawall.engine.ecosystem.nuget;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.LanguageEcosystem;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;

/** .NET packages: NuGet and Paket lock files, project files without one, and the manifests of published programs. */
public final class Nuget implements LanguageEcosystem {
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
    public FileFormat files() {
        return formats;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return pkg.version().isEmpty() ? List.of() : List.of(new AdvisoryKey("NuGet", pkg.name(), pkg.version()));
    }
}
