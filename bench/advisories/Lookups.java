package bench;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.home.SeawallHome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Random;

/**
 * Opens the database below SEAWALL_HOME in this fresh JVM and looks 500 packages up, three in five of them there.
 * Arguments: HOME PACKAGES [ROUNDS]. Prints milliseconds.
 */
final class Lookups {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public static void main(String[] arguments) {
        int packages = Integer.parseInt(arguments[1]);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        Random random = new Random(7);
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            int found = 0;
            try (Advisories advisories = Advisories.open(SeawallHome.below(Path.of(arguments[0])))) {
                long opened = System.nanoTime();
                for (int i = 0; i < 500; i++) {
                    String name = (i % 5 < 3 ? "package-" : "absent-") + random.nextInt(packages);
                    found += advisories.find(new AdvisoryKey("npm", name, "1.0.0")).size();
                }
                long done = System.nanoTime();
                if (round == 0 || round == rounds - 1) {
                    System.out.printf(
                            "open %.1f ms, 500 lookups %.1f ms, together %.1f ms (%.1f ms of processor, %d advisories)%n",
                            (opened - start) / 1e6,
                            (done - opened) / 1e6,
                            (done - start) / 1e6,
                            (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6,
                            found);
                }
            }
        }
    }
}
