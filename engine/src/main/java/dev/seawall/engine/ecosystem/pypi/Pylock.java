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
import java.util.regex.Pattern;

/** {@code pylock.toml} and {@code pylock.NAME.toml}, PEP 751; a local directory is no package. */
final class Pylock implements FileFormat {
    private static final Pattern NAME = Pattern.compile("pylock(\\.[^.]+)?\\.toml");

    @Override
    public boolean wants(FileEntry file) {
        return NAME.matcher(file.name()).matches();
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located lock = Located.toml(FileFormats.bytes(file.path(), files));
        PackageList found = new PackageList("pypi", file.path());
        for (Located entry : lock.get("packages").items()) {
            if (!entry.get("directory").isPresent()) {
                found.add(entry.get("name").text(), entry.get("version").text(), entry.line(), Scope.PROD);
            }
        }
        return found.reading();
    }
}
