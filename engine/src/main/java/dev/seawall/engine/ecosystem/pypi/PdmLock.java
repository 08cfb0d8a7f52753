package dev.seawall.engine.ecosystem.pypi;

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

/** {@code pdm.lock}: packages with the groups that need them; the group {@code dev} alone is development. */
final class PdmLock implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("pdm.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located lock = Located.toml(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("pypi", file.path());
        for (Located entry : lock.get("package").items()) {
            List<String> groups = entry.get("groups").texts();
            Scope scope = groups.equals(List.of("dev")) ? Scope.DEV : Scope.PROD;
            found.add(entry.get("name").text(), entry.get("version").text(), entry.line(), scope);
        }
        return found.reading();
    }
}
