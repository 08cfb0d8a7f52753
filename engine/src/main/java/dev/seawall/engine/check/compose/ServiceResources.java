package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits and requests as quantities; {@code pids} stands beside {@code cpu} and {@code memory}. No limit is absent. */
final class ServiceResources {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*([bkmgt]?)(?:i?b)?");

    private ServiceResources() {}

    static SourceMap of(Service service) {
        Service deployed = service.child("deploy").child("resources");
        SourceMap limits = limits(service, deployed.child("limits"));
        SourceMap requests = requests(service, deployed.child("reservations"));
        SourceMap.Builder resources = new SourceMap.Builder();
        if (!limits.isEmpty()) {
            resources.put("limits", limits, service.has("deploy") ? service.mark("deploy") : Mark.NONE);
        }
        if (!requests.isEmpty()) {
            resources.put("requests", requests, service.has("deploy") ? service.mark("deploy") : Mark.NONE);
        }
        return resources.build();
    }

    private static SourceMap limits(Service service, Service limits) {
        SourceMap.Builder made = new SourceMap.Builder();
        memory(made, service, "mem_limit");
        memory(made, limits, "memory");
        quota(made, service);
        cpu(made, service, "cpus");
        cpu(made, limits, "cpus");
        pids(made, service, "pids_limit");
        pids(made, limits, "pids");
        return made.build();
    }

    private static SourceMap requests(Service service, Service reservations) {
        SourceMap.Builder made = new SourceMap.Builder();
        memory(made, service, "mem_reservation");
        memory(made, reservations, "memory");
        cpu(made, reservations, "cpus");
        return made.build();
    }

    private static void memory(SourceMap.Builder made, Service from, String key) {
        Matcher matcher = SIZE.matcher(from.text(key).strip().toLowerCase(Locale.ROOT));
        if (matcher.matches() && new BigDecimal(matcher.group(1)).signum() > 0) {
            String unit = matcher.group(2).equals("b") || matcher.group(2).isEmpty()
                    ? ""
                    : matcher.group(2).toUpperCase(Locale.ROOT) + "i";
            made.put("memory", matcher.group(1) + unit, from.mark(key));
        }
    }

    private static void cpu(SourceMap.Builder made, Service from, String key) {
        String text = from.text(key).strip();
        if (text.matches("\\d{0,9}\\.?\\d{1,9}") && new BigDecimal(text).signum() > 0) {
            made.put("cpu", text.startsWith(".") ? "0" + text : text, from.mark(key));
        }
    }

    private static void quota(SourceMap.Builder made, Service from) {
        String quota = from.text("cpu_quota").replaceAll("(us)?$", "");
        String period = from.text("cpu_period").replaceAll("(us)?$", "");
        if (quota.matches("[1-9]\\d{0,14}")) {
            BigDecimal per = new BigDecimal(period.matches("[1-9]\\d{0,14}") ? period : "100000");
            BigDecimal milli = new BigDecimal(quota).movePointRight(3).divide(per, 0, RoundingMode.CEILING);
            made.put("cpu", milli + "m", from.mark("cpu_quota"));
        }
    }

    private static void pids(SourceMap.Builder made, Service from, String key) {
        String text = from.text(key).strip();
        if (text.matches("[1-9]\\d{0,14}")) {
            made.put("pids", text, from.mark(key));
        }
    }
}
