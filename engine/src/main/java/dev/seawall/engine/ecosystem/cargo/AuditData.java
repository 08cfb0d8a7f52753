package dev.seawall.engine.ecosystem.cargo;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * What cargo-auditable leaves in a binary: zlib-compressed JSON in the section {@code .dep-v0} of an ELF or PE file.
 * Crates that only the build needed are left out.
 */
final class AuditData implements FileFormat {
    private static final int MOST_JSON_BYTES = 16_000_000;

    @Override
    public boolean wants(FileEntry file) {
        return file.sizeBytes() > 64 && (file.isExecutable() || hasBinaryName(file.name()));
    }

    private static boolean hasBinaryName(String name) {
        return name.endsWith(".so") || name.contains(".so.") || name.endsWith(".exe") || name.endsWith(".dll");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        if (content.isEmpty()) {
            return Reading.NOTHING;
        }
        try (SeekableByteChannel channel = content.get().channel()) {
            Optional<byte[]> section = BinarySection.find(channel, ".dep-v0");
            return section.isEmpty() ? Reading.NOTHING : packages(inflate(section.get()), file.path());
        }
    }

    private static byte[] inflate(byte[] compressed) throws IOException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            byte[] json = in.readNBytes(MOST_JSON_BYTES + 1);
            if (json.length > MOST_JSON_BYTES) {
                throw new MalformedFileException("audit data over " + MOST_JSON_BYTES + " bytes");
            }
            return json;
        } catch (ZipException e) {
            throw new MalformedFileException("broken audit data", e);
        }
    }

    private static Reading packages(byte[] json, String path) throws IOException {
        PackageList found = new PackageList("cargo", path);
        for (Located entry : Located.json(json).get("packages").items()) {
            if (!entry.get("kind").text().equals("build")) {
                found.add(entry.get("name").text(), entry.get("version").text(), 0, Scope.PROD);
            }
        }
        return found.reading();
    }
}
