import dev.seawall.engine.detect.secret.SecretScan;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MB per CPU second of the secret rules on the text files of some folders, held in memory. */
final class SecretsBench {
    public static void main(String[] folders) throws Exception {
        List<String> texts = new ArrayList<>();
        long bytes = 0;
        for (String folder : folders) {
            try (var files = Files.walk(Path.of(folder))) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    if (bytes < 300L << 20 && Files.isReadable(file) && Files.size(file) < 10 << 20) {
                        byte[] content = Files.readAllBytes(file);
                        String text = new String(content, StandardCharsets.UTF_8);
                        if (text.indexOf('\0') < 0 && text.indexOf('\ufffd') < 0) {
                            texts.add(text);
                            bytes += content.length;
                        }
                    }
                }
            }
        }
        SecretScan scan = SecretScan.builtin();
        for (int round = 0; round < 3; round++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long hits = 0;
            for (String text : texts) {
                hits += scan.inspectText("file.txt", text).size();
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
            System.out.printf("%d files, %d MB, %d findings: %.0f MB per CPU second%n", texts.size(), bytes >> 20, hits, bytes / 1e6 / seconds);
        }
    }
}
