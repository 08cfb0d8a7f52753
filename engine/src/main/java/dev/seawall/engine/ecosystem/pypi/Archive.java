package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Wheels and eggs: zip archives that carry their metadata within. Nothing else in them is unpacked. */
final class Archive implements FileFormat {
    private static final int MOST_METADATA_BYTES = 2_000_000;

    @Override
    public boolean wants(FileEntry file) {
        return file.name().endsWith(".whl") || file.name().endsWith(".egg");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        if (content.isEmpty()) {
            return Reading.NOTHING;
        }
        try (SeekableByteChannel channel = content.get().channel();
                ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            return Reading.of(packages(zip, file.path()));
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new MalformedFileException("broken zip archive", e);
        }
    }

    private static List<Package> packages(ZipFile zip, String path) throws IOException {
        List<Package> found = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (name.endsWith(".dist-info/metadata") || name.equals("egg-info/pkg-info")) {
                try (InputStream in = zip.getInputStream(entry)) {
                    String text = new String(in.readNBytes(MOST_METADATA_BYTES), StandardCharsets.UTF_8);
                    Headers headers = Headers.parse(text);
                    if (!headers.first("name").isBlank()) {
                        found.add(Installed.describe(headers, path + "!/" + entry.getName()));
                    }
                }
            }
        }
        return found;
    }
}
