package dev.seawall.engine.ecosystem;

import com.github.luben.zstd.ZstdInputStream;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What Ubuntu's Chisel cut into an image: one JSON object per line, zstd-compressed. Packages are named by their own
 * lines; paths name slices, {@code package_slice}.
 */
final class ChiselManifest {
    static final String PATH = "var/lib/chisel/manifest.wall";
    private static final int MAX_BYTES = 256 << 20;

    private ChiselManifest() {}

    static Reading read(byte[] content) throws IOException {
        List<Package> packages = new ArrayList<>();
        Map<String, List<String>> owned = new TreeMap<>();
        int number = 0;
        for (String line : (Iterable<String>) text(content).lines()::iterator) {
            number++;
            JsonNode entry = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            switch (entry.path("kind").asString("")) {
                case "package" -> packages.add(read(entry, number));
                case "path" -> own(entry, owned);
                default -> {}
            }
        }
        if (number == 0) {
            throw new MalformedFileException("an empty Chisel manifest");
        }
        List<Reading.OwnedFiles> files = new ArrayList<>();
        owned.forEach((name, paths) -> files.add(new Reading.OwnedFiles(name, paths)));
        return new Reading(packages, files);
    }

    private static Package read(JsonNode entry, int line) throws MalformedFileException {
        String name = entry.path("name").asString("");
        String version = entry.path("version").asString("");
        if (name.isEmpty()) {
            throw new MalformedFileException("a Chisel package without a name on line " + line);
        }
        return Package.of("deb", name, version, PATH, line)
                .withSource(new SourcePackage(name, version))
                .withQualifier("arch", entry.path("arch").asString(""));
    }

    private static void own(JsonNode entry, Map<String, List<String>> owned) {
        String path = entry.path("path").asString("");
        for (JsonNode slice : entry.path("slices")) {
            String name = slice.asString("");
            int end = name.lastIndexOf('_');
            if (end > 0 && !path.endsWith("/")) {
                owned.computeIfAbsent(name.substring(0, end), n -> new ArrayList<>())
                        .add(OwnedPaths.relative(path));
            }
        }
    }

    private static String text(byte[] content) throws IOException {
        boolean compressed = content.length >= 4 && content[0] == 0x28 && (content[1] & 0xff) == 0xb5;
        if (!compressed) {
            return new String(content, StandardCharsets.UTF_8);
        }
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(content))) {
            byte[] plain = in.readNBytes(MAX_BYTES + 1);
            if (plain.length > MAX_BYTES) {
                throw new MalformedFileException("a Chisel manifest of more than " + MAX_BYTES + " bytes");
            }
            return new String(plain, StandardCharsets.UTF_8);
        }
    }
}
