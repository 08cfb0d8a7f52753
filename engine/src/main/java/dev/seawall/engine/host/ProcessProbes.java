package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the running processes give away. */
final class ProcessProbes {
    private ProcessProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("deleted-libraries", (host, condition) -> libraries(host));
        all.put("suspicious", (host, condition) -> suspicious(host));
        all.put("deleted-programs", (host, condition) -> programs(host));
        all.put("unpackaged-programs", ProcessProbes::unpackaged);
        return all;
    }

    /** Programs and libraries that an upgrade replaced and a process still uses. */
    private static Answer libraries(Host host) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("what processes have open");
        }
        TreeSet<String> problems = new TreeSet<>();
        for (Processes.Running process : host.processes().all()) {
            if (process.program().matches("/usr/.* \\(deleted\\)")) {
                problems.add(process.name() + " runs a deleted program");
            }
            host.text()
                    .read("proc/" + process.id() + "/maps", "")
                    .lines()
                    .filter(line -> line.endsWith("(deleted)") && line.matches(".* /(usr/)?lib.*"))
                    .findFirst()
                    .ifPresent(line -> problems.add(
                            process.name() + " uses a deleted " + line.replaceAll(".* (/\\S+) \\(deleted\\)", "$1")));
        }
        return Answer.of(List.copyOf(problems), host.processes().all().size() + " processes use what is installed");
    }

    private static List<String> ghosts(Host host) {
        return host.processes().all().stream()
                .filter(each ->
                        each.program().endsWith(" (deleted)") && !each.program().startsWith("/usr/"))
                .filter(each -> !each.program().startsWith("/memfd:runc"))
                .map(each -> each.name() + " (process " + each.id() + ") runs " + each.program())
                .toList();
    }

    private static Answer programs(Host host) {
        return host.isLive()
                ? Answer.of(ghosts(host), "no process hides its program")
                : Answer.needsRunningHost("what processes run");
    }

    private static Answer suspicious(Host host) {
        List<String> problems = new ArrayList<>();
        List<Line> preload = host.text().lines("etc/ld.so.preload");
        preload.forEach(line -> problems.add("every program is made to load " + line.text()));
        if (!host.isLive()) {
            return problems.isEmpty()
                    ? Answer.needsRunningHost("kernel, interfaces and processes")
                    : Answer.of(problems, "").at("etc/ld.so.preload");
        }
        problems.addAll(ghosts(host));
        for (String probe : List.of("kernel-taint", "promiscuous")) {
            Answer answer = Probes.named(probe).judge(host, new Condition(Map.of()));
            if (answer.failed()) {
                problems.add(answer.evidence());
            }
        }
        return Answer.of(problems, "no preloaded library, tainted kernel, listening interface or hidden program");
    }

    /** Root's programs come from packages, but for {@code allowed} folders. */
    private static Answer unpackaged(Host host, Condition condition) {
        if (!host.isLive() || host.owners().isEmpty()) {
            return Answer.needsRunningHost("what processes run");
        }
        TreeSet<String> problems = new TreeSet<>();
        for (Processes.Running process : host.processes().all()) {
            String program = process.program().replace(" (deleted)", "");
            boolean odd = condition.texts("folders").stream().anyMatch(program::startsWith);
            if (odd) {
                problems.add(process.name() + " runs " + program);
            }
        }
        return Answer.of(List.copyOf(problems), "nothing runs from a folder that everybody may write to");
    }
}
