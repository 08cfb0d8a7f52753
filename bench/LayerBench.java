import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.scan.InventoryReader;
import dev.seawall.engine.scan.ScanOptions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads one layer without plug-ins several times and prints the median speed in MB of tar per second. */
public final class LayerBench {
    record Layer(Digest digest, Digest diffId, long sizeBytes, Path file) implements LayerBlob {
        @Override
        public InputStream open() throws java.io.IOException {
            return Files.newInputStream(file);
        }
    }

    record One(LayerBlob layer) implements Image {
        public String name() { return "bench"; }
        public Digest digest() { return null; }
        public Digest configDigest() { return layer.diffId(); }
        public List<String> tags() { return List.of(); }
        public List<LayerBlob> layers() { return List.of(layer); }
        public void close() {}
        public ImageConfig config() {
            try {
                return ImageConfig.parse("{}".getBytes(StandardCharsets.UTF_8));
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(System.getenv("THREADS"));
        for (String kind : List.of("gz", "zst")) {
            Path file = Path.of(args[0], "layer." + kind);
            long[] bytes = new long[1];
            Digest diffId = digest(dev.seawall.engine.archive.Decompression.open(Files.newInputStream(file)), bytes);
            Digest stored = digest(Files.newInputStream(file), new long[1]);
            Image image = new One(new Layer(stored, diffId, Files.size(file), file));
            ScanOptions options = ScanOptions.defaults().withParallelism(threads).withPlugins(List.of(), List.of());
            double[] speeds = new double[5];
            double[] perCpu = new double[5];
            int files = 0;
            for (int i = 0; i < speeds.length; i++) {
                long start = System.nanoTime();
                long cpu = cpuNanos();
                files = InventoryReader.read(image, options).files().size();
                speeds[i] = bytes[0] * 1e3 / (System.nanoTime() - start);
                perCpu[i] = bytes[0] * 1e3 / (cpuNanos() - cpu);
            }
            double first = speeds[0];
            Arrays.sort(speeds);
            Arrays.sort(perCpu);
            System.out.printf(Locale.ROOT, "%-52s %5.0f MB/s  %5.0f MB/cpu-s (first run %.0f MB/s, %d files)%n",
                    "seawall " + kind + ": unpack, digests, walk, " + (threads == 1 ? "one core" : threads + " cores"),
                    speeds[2], perCpu[2], first, files);
        }
    }

    private static long cpuNanos() {
        var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime();
    }

    private static Digest digest(InputStream in, long[] bytes) throws Exception {
        MessageDigest sha = Digest.newSha256();
        byte[] piece = new byte[1 << 18];
        try (in) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                sha.update(piece, 0, count);
                bytes[0] += count;
            }
        }
        return Digest.of("sha256", sha.digest());
    }
}
