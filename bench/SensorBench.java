import dev.seawall.agent.watch.Watch;
import dev.seawall.agent.watch.WatchOptions;
import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.RuleBook;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** usage: SensorBench LOAD SECONDS RULES...; LOAD is bench/sensor-load.c built. Prints events/s, drops, CPU and latency. */
final class SensorBench {
    public static void main(String[] arguments) throws Exception {
        List<RuleBook.Source> sources = new ArrayList<>();
        sources.add(new RuleBook.Source("probe", """
                - rule: probe
                  desc: latency probe
                  condition: evt.type = execve and proc.name = true
                  output: probe
                  priority: DEBUG
                - rule: opens
                  desc: makes the sensor record opens
                  condition: evt.type in (open, openat, openat2) and fd.name = /no/such/name
                  output: x
                  priority: DEBUG
                """.getBytes()));
        for (String file : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            sources.add(new RuleBook.Source(file, Files.readAllBytes(Path.of(file))));
        }
        List<Rule> rules = RuleBook.read(sources).rules();
        long[] latencies = new long[100_000];
        int[] count = new int[1];
        int seconds = Integer.parseInt(arguments[1]);
        var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Watch watch = Watch.open(WatchOptions.of(rules), alert -> {
            if (alert.rule().equals("probe") && count[0] < latencies.length) {
                latencies[count[0]++] = System.nanoTime() - alert.subject().monotonicNanos();
            }
        })) {
            Process load = new ProcessBuilder(arguments[0], "" + (seconds + 4)).inheritIO().start();
            long warm = System.nanoTime() + 3_000_000_000L;
            watch.run(() -> System.nanoTime() > warm);
            count[0] = 0;
            Thread prober = new Thread(() -> {
                try {
                    for (int i = 0; i < seconds * 50; i++) {
                        new ProcessBuilder("true").start().waitFor();
                        Thread.sleep(20);
                    }
                } catch (Exception stopped) {
                    return;
                }
            });
            prober.setDaemon(true);
            prober.start();
            long begin = System.nanoTime();
            long cpu = os.getProcessCpuTime();
            var before = watch.counts();
            watch.run(() -> System.nanoTime() - begin > seconds * 1_000_000_000L);
            var after = watch.counts();
            double time = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%d rules: %.0f events/s, %d lost, %.1f %% of one core%n", rules.size(),
                    (after.events() - before.events()) / time, after.lost() - before.lost(),
                    (os.getProcessCpuTime() - cpu) / time / 1e7);
            Arrays.sort(latencies, 0, count[0]);
            System.out.printf("exec to alert: p50 %.2f ms, p99 %.2f ms (%d)%n", latencies[count[0] / 2] / 1e6,
                    latencies[(int) (count[0] * 0.99)] / 1e6, count[0]);
            load.destroy();
        }
        System.exit(0);
    }
}
