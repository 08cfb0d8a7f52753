package dev.seawall.server.api;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counters of this process in the text format of Prometheus. */
public final class Metrics {
    private static final double NANOS = 1e9;
    private static final long[] BOUNDS_MICROS = {500, 1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000};

    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final LongAdder[] buckets = new LongAdder[BOUNDS_MICROS.length + 1];
    private final LongAdder nanos = new LongAdder();
    private final Map<String, LongSupplier> gauges = new ConcurrentSkipListMap<>();

    /** Starts at zero. */
    public Metrics() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    /**
     * A number read at each scrape.
     *
     * @param name with labels, for example {@code seawall_jobs{state="queued"}}
     */
    public void gauge(String name, LongSupplier value) {
        gauges.put(name, value);
    }

    void request(String operation, int status, long tookNanos) {
        String labels = "{operation=\"" + operation + "\",status=\"" + status + "\"}";
        requests.computeIfAbsent(labels, unused -> new LongAdder()).increment();
        nanos.add(tookNanos);
        int bucket = 0;
        while (bucket < BOUNDS_MICROS.length && tookNanos / 1_000 > BOUNDS_MICROS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
    }

    String text() {
        StringBuilder out = new StringBuilder();
        head(out, "seawall_http_requests_total", "counter", "Requests to the API by operation and status.");
        requests.forEach((labels, count) -> line(out, "seawall_http_requests_total" + labels, count.sum()));
        head(out, "seawall_http_request_seconds", "histogram", "Time of requests to the API.");
        long below = 0;
        for (int i = 0; i < buckets.length; i++) {
            below += buckets[i].sum();
            String bound =
                    i == BOUNDS_MICROS.length ? "+Inf" : String.format(Locale.ROOT, "%.4f", BOUNDS_MICROS[i] / 1e6);
            line(out, "seawall_http_request_seconds_bucket{le=\"" + bound + "\"}", below);
        }
        out.append("seawall_http_request_seconds_sum ")
                .append(nanos.sum() / NANOS)
                .append('\n');
        line(out, "seawall_http_request_seconds_count", below);
        process(out);
        gauges.forEach((name, value) -> {
            String plain = name.indexOf('{') < 0 ? name : name.substring(0, name.indexOf('{'));
            if (!out.toString().contains("# TYPE " + plain + " ")) {
                head(out, plain, "gauge", "See docs/guide/server.md.");
            }
            line(out, name, value.getAsLong());
        });
        return out.toString();
    }

    private static void process(StringBuilder out) {
        Runtime runtime = Runtime.getRuntime();
        head(out, "seawall_heap_bytes", "gauge", "Heap in use.");
        line(out, "seawall_heap_bytes", runtime.totalMemory() - runtime.freeMemory());
        head(out, "seawall_uptime_seconds", "gauge", "Since the start of the process.");
        line(out, "seawall_uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
    }

    private static void head(StringBuilder out, String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder out, String name, long value) {
        out.append(name).append(' ').append(value).append('\n');
    }
}
