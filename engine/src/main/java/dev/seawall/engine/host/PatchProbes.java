package dev.seawall.engine.host;

import dev.seawall.engine.ecosystem.EndOfLife;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Severity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whether the host is patched: packages, kernel, restarts, support. */
final class PatchProbes {
    private PatchProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("vulnerable-packages", PatchProbes::vulnerable);
        all.put("pending-updates", PatchProbes::pending);
        all.put("running-kernel", (host, condition) -> kernel(host));
        all.put("restart-needed", (host, condition) -> restart(host));
        all.put("supported-release", (host, condition) -> supported(host));
        all.put("cpu-vulnerabilities", (host, condition) -> cpu(host));
        all.put("old-kernels", PatchProbes::oldKernels);
        all.put("package-states", PatchProbes::states);
        return all;
    }

    private static Answer vulnerable(Host host, Condition condition) {
        if (!host.packages().isKnown()) {
            return Answer.inconclusive("no package database that Seawall reads");
        }
        Vulnerable found = host.vulnerable();
        boolean exploited = condition.flag("exploited");
        List<Finding> open = found.fixable().stream()
                .filter(each -> !exploited || each.kev())
                .toList();
        TreeSet<String> packages = new TreeSet<>();
        open.forEach(each -> packages.add(each.pkg() == null ? "?" : each.pkg().name()));
        if (!open.isEmpty()) {
            Severity worst = open.stream()
                    .map(Finding::severity)
                    .min(Comparator.naturalOrder())
                    .orElse(Severity.HIGH);
            String which = open.stream()
                    .sorted(Comparator.comparing(Finding::severity))
                    .limit(3)
                    .map(Finding::id)
                    .toList()
                    .toString();
            return Answer.fail(open.size() + " fixed vulnerabilities (worst " + worst + ", such as " + which + ") in "
                            + packages.size() + " packages: " + Answer.named(List.copyOf(packages)))
                    .at(open.getFirst().location().path());
        }
        return found.covered()
                ? Answer.pass(host.packages().all().size() + " packages, none with a known and fixed vulnerability")
                : Answer.inconclusive("no advisory data for this release is installed; run seawall db update");
    }

    /** {@code security: true} counts security suites only; {@code packages} limits it to those. */
    private static Answer pending(Host host, Condition condition) {
        PendingUpdates pending = host.pending();
        if (!host.text().exists("etc/apt")) {
            return Answer.notApplicable("apt is not used here");
        }
        if (pending.lists() == 0) {
            return Answer.inconclusive("apt has fetched no lists; run apt-get update");
        }
        List<String> only = condition.texts("packages");
        if (!only.isEmpty() && only.stream().noneMatch(host.packages()::has)) {
            return Answer.notApplicable("not installed: " + Answer.named(only));
        }
        List<String> waiting = new ArrayList<>();
        (condition.flag("security") ? pending.security() : pending.updates()).forEach((name, version) -> {
            if (only.isEmpty() || only.contains(name)) {
                waiting.add(name + " " + version);
            }
        });
        return waiting.isEmpty()
                ? Answer.pass("nothing newer in " + pending.lists() + " lists")
                : Answer.fail(waiting.size() + " updates wait: " + Answer.named(waiting))
                        .at("var/lib/apt/lists");
    }

    private static List<String> installedKernels(Host host) {
        return host.text().glob("boot/vmlinuz-*").stream()
                .map(path -> path.substring("boot/vmlinuz-".length()))
                .filter(name -> !name.contains("rescue"))
                .toList();
    }

    /** What follows the version: {@code -amd64}, {@code -cloud-amd64}. */
    private static String flavour(String release) {
        return release.replaceFirst("^[\\d.]+(-\\d+)*(\\.[\\d.]+)*", "");
    }

    private static Answer kernel(Host host) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("the running kernel");
        }
        String running = host.text().read("proc/sys/kernel/osrelease", "").strip();
        List<String> same = installedKernels(host).stream()
                .filter(each -> flavour(each).equals(flavour(running)))
                .toList();
        if (same.isEmpty()) {
            return Answer.notApplicable("kernel " + running + " is not installed here: the machine brings its own");
        }
        Optional<String> newer = same.stream()
                .filter(each -> PendingUpdates.isNewer(each, running))
                .findFirst();
        return Answer.of(
                newer.isEmpty(),
                "kernel " + running + " runs"
                        + newer.map(each -> ", " + each + " is installed").orElse(""));
    }

    private static Answer restart(Host host) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("a pending restart");
        }
        Optional<String> file = List.of("run/reboot-required", "var/run/reboot-required").stream()
                .filter(host.text()::exists)
                .findFirst();
        List<String> packages = host.text().lines("run/reboot-required.pkgs").stream()
                .map(Line::text)
                .distinct()
                .toList();
        return Answer.of(
                file.isEmpty(),
                file.isEmpty() ? "no restart is pending" : "a restart is pending: " + Answer.named(packages));
    }

    private static Answer supported(Host host) {
        if (host.os().isNone()) {
            return Answer.inconclusive("no file tells which operating system this is");
        }
        String name = host.os().id() + " " + host.os().version();
        Optional<LocalDate> last = EndOfLife.lastDay(host.os());
        LocalDate today = host.now().atZone(ZoneOffset.UTC).toLocalDate();
        return last.map(day -> Answer.of(!today.isAfter(day), name + " is supported until " + day)
                        .at("etc/os-release"))
                .orElse(Answer.inconclusive("nobody knows how long " + name + " is supported"));
    }

    private static Answer cpu(Host host) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("the processor");
        }
        List<String> paths = host.text().glob("sys/devices/system/cpu/vulnerabilities/*");
        List<String> problems = new ArrayList<>();
        for (String path : paths) {
            String state = host.text().read(path, "").strip();
            if (state.startsWith("Vulnerable")) {
                problems.add(path.substring(path.lastIndexOf('/') + 1) + ": " + state);
            }
        }
        return paths.isEmpty()
                ? Answer.inconclusive("the kernel does not tell")
                : Answer.of(problems, paths.size() + " weaknesses, all mitigated or not there");
    }

    private static Answer oldKernels(Host host, Condition condition) {
        List<String> kernels = installedKernels(host);
        return kernels.isEmpty()
                ? Answer.notApplicable("no kernel is installed here")
                : Answer.of(kernels.size() <= condition.number("most", 3), "kernels: " + String.join(", ", kernels));
    }

    /** Lines of dpkg's status: {@code what} half (not installed to the end), held or removed. */
    private static Answer states(Host host, Condition condition) {
        Optional<FileEntry> status = host.files().resolve("var/lib/dpkg/status");
        if (status.isEmpty()) {
            return Answer.notApplicable("dpkg is not used here");
        }
        String pattern = condition.text("pattern");
        List<String> problems = new ArrayList<>();
        String name = "";
        for (Line line : host.text().lines("var/lib/dpkg/status")) {
            if (line.text().startsWith("Package: ")) {
                name = line.text().substring(9);
            } else if (line.text().startsWith("Status: ") && line.text().matches("Status: " + pattern)) {
                problems.add(name + " (" + line.text().substring(8) + ")");
            }
        }
        return Answer.of(problems, "none").at("var/lib/dpkg/status");
    }
}
