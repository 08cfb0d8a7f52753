package dev.seawall.engine.ecosystem.composer;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code php/.registry/**}{@code /NAME.reg}: one serialized PHP array per installed PEAR or PECL package. */
final class PearRegistry implements FileFormat {
    private static final Pattern CHANNEL = Pattern.compile("/\\.channel\\.([^/]+)/");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().endsWith(".reg") && ("/" + file.path()).contains("/php/.registry/");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located entry = PhpSerialized.parse(FileFormats.bytes(file.path(), files));
        Located versions = entry.get("version");
        String version =
                versions.isScalar() ? versions.text() : versions.get("release").text();
        String name = entry.get("name").isScalar()
                ? entry.get("name").text()
                : entry.get("package").text();
        if (name.isEmpty() || version.isEmpty()) {
            return Reading.NOTHING;
        }
        Located license = entry.get("license");
        String licenseName =
                license.isScalar() ? license.text() : license.get("_content").text();
        return Reading.of(List.of(Package.of("pear", name, version, file.path(), 1)
                .withNamespace(channel(entry, file.path()))
                .withLicenses(licenseName.isEmpty() ? List.of() : List.of(licenseName))));
    }

    private static String channel(Located entry, String path) {
        Matcher inPath = CHANNEL.matcher(path);
        String fallback = inPath.find() ? inPath.group(1) : "pear.php.net";
        String stated = entry.get("channel").text();
        return stated.isEmpty() ? fallback : stated;
    }
}
