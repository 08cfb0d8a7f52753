package dev.seawall.engine.image;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.seawall.engine.Fuzz;
import dev.seawall.engine.net.RegistryOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged archives of every kind end in an image or an IOException. */
final class TarIndexFuzzTest {
    @TempDir
    Path folder;

    @Test
    void damagedArchivesAreRefusedOrRead() throws IOException {
        TinyLayout layout = new TinyLayout();
        layout.top(layout.index(TinyLayout.platform(layout.image("amd64", "x"), "amd64", "")));
        Map<String, byte[]> docker = TinyImages.docker("app:1", TinyImages.layer("n".repeat(200), "1"));
        Map<String, byte[]> legacy = Map.of(
                "repositories",
                TinyImages.bytes("{\"old\":{\"1\":\"bb\"}}"),
                "bb/json",
                TinyImages.bytes("{\"id\":\"bb\"}"),
                "x".repeat(150) + "/link",
                TinyImages.bytes("->../bb/json"),
                "bb/layer.tar",
                TinyImages.layer("a", "1"));
        // in order, so that every run damages the same bytes
        List<byte[]> corpus = List.of(
                TinyImages.tar(new TreeMap<>(layout.files())),
                TinyImages.tar(new TreeMap<>(docker)),
                TinyImages.tar(new TreeMap<>(legacy)));
        Fuzz.run(corpus, input -> open(input, options()));
        Fuzz.run(corpus, input -> open(checksummed(input), options()));
    }

    @Test
    void anExtendedRecordThatEndsTooEarlyIsRefused() throws IOException {
        byte[] tar = TinyImages.tar(Map.of("x".repeat(150) + "/link", TinyImages.bytes("->a")));
        int record = new String(tar, StandardCharsets.ISO_8859_1).indexOf(" path=");
        System.arraycopy(TinyImages.bytes("007"), 0, tar, record - 3, 3);
        assertThrows(IOException.class, () -> open(tar, options()));
    }

    private SourceOptions options() {
        return SourceOptions.of(RegistryOptions.of(Map.of())).withBounds(folder, 1 << 20, 100);
    }

    /** With the checksum of every header mended, so that damage reaches what lies behind it. */
    private static byte[] checksummed(byte[] tar) {
        for (int at = 0; at + 512 <= tar.length; at += 512) {
            if (tar[at + 257] == 'u' && tar[at + 258] == 's') {
                Arrays.fill(tar, at + 148, at + 156, (byte) ' ');
                int sum = 0;
                for (int i = at; i < at + 512; i++) {
                    sum += tar[i] & 0xff;
                }
                byte[] octal = TinyImages.bytes("%06o\0 ".formatted(sum));
                System.arraycopy(octal, 0, tar, at + 148, octal.length);
            }
        }
        return tar;
    }

    private static void open(byte[] input, SourceOptions options) throws IOException {
        FileChannel channel = Spool.copy(new ByteArrayInputStream(input), options);
        try (ArchiveBlobs blobs = new ArchiveBlobs(channel)) {
            Image image = ArchiveSource.open("fuzz", blobs, null, options);
            for (LayerBlob layer : image.layers()) {
                try (InputStream in = layer.open()) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    }
}
