package dev.seawall.engine.scan;

import dev.seawall.engine.archive.TestTar;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Images made in memory. */
final class TestImages {
    private TestImages() {}

    /** An image of gzip layers, bottom first. */
    static TestImage of(TestTar... layers) {
        List<TestLayer> blobs = new ArrayList<>();
        for (TestTar layer : layers) {
            byte[] tar = layer.bytes();
            byte[] stored = gzip(tar);
            blobs.add(new TestLayer(Digest.sha256(stored), Digest.sha256(tar), stored, new AtomicInteger()));
        }
        return new TestImage(blobs);
    }

    /** An image of one layer with exactly these stored bytes. */
    static TestImage stored(byte[] stored, Digest diffId) {
        return new TestImage(List.of(new TestLayer(Digest.sha256(stored), diffId, stored, new AtomicInteger())));
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A layer that counts how often it was opened. */
    record TestLayer(@Nullable Digest digest, Digest diffId, byte[] stored, AtomicInteger opened) implements LayerBlob {
        @Override
        public long sizeBytes() {
            return stored.length;
        }

        @Override
        public InputStream open() {
            opened.incrementAndGet();
            return new ByteArrayInputStream(stored);
        }
    }

    record TestImage(List<? extends LayerBlob> blobs) implements Image {
        @Override
        public String name() {
            return "test:latest";
        }

        @Override
        public @Nullable Digest digest() {
            return null;
        }

        @Override
        public Digest configDigest() {
            return Digest.sha256(new byte[0]);
        }

        @Override
        public List<String> tags() {
            return List.of();
        }

        @Override
        public ImageConfig config() {
            StringBuilder json = new StringBuilder("{\"rootfs\":{\"diff_ids\":[");
            json.append(String.join(
                    ",", blobs.stream().map(b -> "\"" + b.diffId() + "\"").toList()));
            json.append("]},\"history\":[");
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < blobs.size(); i++) {
                lines.add("{\"created_by\":\"step " + i + "\"}");
            }
            json.append(String.join(",", lines)).append("]}");
            try {
                return ImageConfig.parse(json.toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<LayerBlob> layers() {
            return List.copyOf(blobs);
        }

        @Override
        public void close() {}
    }
}
