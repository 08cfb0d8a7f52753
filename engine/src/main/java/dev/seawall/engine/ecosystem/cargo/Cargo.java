package dev.seawall.engine.ecosystem.cargo;

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

/** Rust crates: lock files, manifests without one, and the audit data that cargo-auditable leaves in binaries. */
public final class Cargo implements Ecosystem {
    private final FileFormats formats = new FileFormats(List.of(new CargoLock(), new CargoToml(), new AuditData()));

    @Override
    public String id() {
        return "cargo";
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
        boolean isKnown = !pkg.version().isEmpty() && !pkg.qualifiers().containsKey(CargoToml.CONSTRAINT);
        return isKnown ? List.of(new AdvisoryKey("crates.io", pkg.name(), pkg.version())) : List.of();
    }

    @Override
    public int compareVersions(String left, String right) throws BadVersionException {
        return VersionSchemes.named("cargo").compare(left, right);
    }
}
