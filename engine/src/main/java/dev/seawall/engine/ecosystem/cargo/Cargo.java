package dev.seawall.engine.ecosystem.cargo;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.LanguageEcosystem;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;

/** Rust crates: lock files, manifests without one, and the audit data that cargo-auditable leaves in binaries. */
public final class Cargo implements LanguageEcosystem {
    private final FileFormats formats = new FileFormats(List.of(new CargoLock(), new CargoToml(), new AuditData()));

    @Override
    public String id() {
        return "cargo";
    }

    @Override
    public FileFormat files() {
        return formats;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        boolean isKnown = !pkg.version().isEmpty() && !pkg.qualifiers().containsKey(CargoToml.CONSTRAINT);
        return isKnown ? List.of(new AdvisoryKey("crates.io", pkg.name(), pkg.version())) : List.of();
    }
}
