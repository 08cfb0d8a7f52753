package dev.seawall.engine.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.Fuzz;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Broken, hostile and huge input: no exception but the announced one, no end to wait for. */
final class SecretFuzzTest {
    private static final String TOKEN = "ghp_" + "7XkQ2mVn9RbTz4LcW8yJ" + "s3HdPf6GaE1uKo5B";

    @Test
    void mutatedSamples() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        for (SecretRule rule : RulePack.builtin()) {
            Path file = SecretFiles.above("src/main/resources/detect/secret").resolve(rule.id() + ".yaml");
            corpus.add(Files.readString(file).replace("\", \"", "").getBytes(StandardCharsets.UTF_8));
        }
        Random random = new Random(11);
        long start = System.nanoTime();
        for (int round = 0; Fuzz.goesOn(round, 1_000, start); round++) {
            byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
            for (int i = random.nextInt(12); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            for (Hit hit : SecretFiles.hits(SecretScan.builtin(), "config/app.yaml", cut)) {
                assertTrue(hit.line() >= 0 && hit.endLine() >= hit.line());
            }
        }
    }

    @Test
    void patternsThatTemptExpressions() throws IOException {
        for (String piece : List.of(
                "curl -u ",
                "key=",
                "key = \"",
                "eyJhbGciOiJIUzI1NiJ9.",
                "machine x login ",
                "://a:",
                "-----BEGIN PRIVATE KEY-----\n",
                "kind: Secret\ndata:\n ",
                "%41",
                "A",
                "aaaa.",
                "s.",
                "password: ",
                "ZXlK",
                "secret\n",
                "sk-")) {
            byte[] bytes = piece.repeat((1 << 20) / piece.length()).getBytes(StandardCharsets.UTF_8);
            assertTrue(
                    SecretFiles.hits(SecretScan.builtin(), "deploy/a.yaml", bytes)
                                    .size()
                            <= 2000,
                    piece);
        }
    }

    @Test
    void oneLineOfManyMegabytes() throws IOException {
        long size = 40L << 20;
        FileContent huge = new Generated(size, (" filler " + TOKEN + " ").getBytes(StandardCharsets.UTF_8), 30 << 20);
        List<Hit> hits = SecretScan.builtin().inspect(SecretFiles.entry("big.json", (int) size), huge);
        assertEquals(List.of("github-pat"), hits.stream().map(Hit::id).toList());
        assertEquals(1, hits.getFirst().line());
    }

    @Test
    void secretsAcrossPiecesAreFoundOnce() throws IOException {
        byte[] token = (" " + TOKEN + " ").getBytes(StandardCharsets.UTF_8);
        for (int at : new int[] {(8 << 20) - 20, (8 << 20) + (32 << 10) - 10, (8 << 20) + (64 << 10) - 5}) {
            FileContent file = new Generated(20L << 20, token, at);
            assertEquals(
                    1,
                    SecretScan.builtin()
                            .inspect(SecretFiles.entry("big.txt", 20 << 20), file)
                            .size(),
                    "" + at);
        }
    }

    @Test
    void archivesOfNothingButZeros() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(1);
            for (int i = 0; i < 4; i++) {
                zip.putNextEntry(new ZipEntry("bomb" + i + ".txt"));
                zip.write(new byte[24 << 20]);
            }
        }
        try {
            assertEquals(List.of(), SecretFiles.hits(SecretScan.builtin(), "bomb.zip", bytes.toByteArray()));
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).length() > 0);
        }
    }

    /** Spaces with one text among them, made as they are read. */
    private record Generated(long sizeBytes, byte[] inserted, int at) implements FileContent {
        @Override
        public byte[] bytes() {
            throw new IllegalStateException("too large to be asked for");
        }

        @Override
        public SeekableByteChannel channel() {
            throw new IllegalStateException("nobody seeks in text");
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private long position;

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] target, int from, int length) {
                    int count = (int) Math.min(length, sizeBytes - position);
                    if (count <= 0) {
                        return length == 0 ? 0 : -1;
                    }
                    Arrays.fill(target, from, from + count, (byte) ' ');
                    for (int i = 0; i < inserted.length; i++) {
                        long place = at + i - position;
                        if (place >= 0 && place < count) {
                            target[from + (int) place] = inserted[i];
                        }
                    }
                    position += count;
                    return count;
                }
            };
        }
    }
}
