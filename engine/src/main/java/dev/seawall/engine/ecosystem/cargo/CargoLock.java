package dev.seawall.engine.ecosystem.cargo;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.IOException;

/** {@code Cargo.lock}: every {@code [[package]]}, the workspace's own included. */
final class CargoLock implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("Cargo.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located lock = Located.toml(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("cargo", file.path());
        for (Located entry : lock.get("package").items()) {
            found.add(entry.get("name").text(), entry.get("version").text(), entry.line(), Scope.PROD);
        }
        return found.reading();
    }
}
