package dev.seawall.engine.host;

import com.google.re2j.Pattern;
import dev.seawall.engine.files.FileEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is recorded and watched: audit rules, file integrity, intrusion detection. */
final class AuditProbes {
    private AuditProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("audit-daemon", (host, condition) -> daemon(host));
        all.put("audit-rules", AuditProbes::rules);
        all.put("file-integrity", AuditProbes::integrity);
        all.put("signatures-fresh", AuditProbes::signatures);
        return all;
    }

    static List<Line> ruleLines(Host host) {
        List<String> folder = host.text().glob("etc/audit/rules.d/*.rules");
        return Stream.concat(
                        folder.stream(), folder.isEmpty() ? Stream.of("etc/audit/audit.rules") : Stream.<String>empty())
                .flatMap(path -> host.text().lines(path).stream())
                .toList();
    }

    private static Answer daemon(Host host) {
        if (!host.hasAny(List.of("auditd"))) {
            return Answer.fail("auditd is not installed");
        }
        long count = ruleLines(host).stream()
                .filter(line -> line.text().matches("-[waA] .*"))
                .count();
        boolean on = host.isLive()
                ? host.processes().find(List.of("auditd")).isPresent()
                : host.units().startsAtBoot("auditd.service");
        if (!on) {
            return Answer.fail("auditd does not " + (host.isLive() ? "run" : "start at boot"));
        }
        return Answer.of(count > 0, count + " audit rules").at("etc/audit/rules.d");
    }

    /** Each regular expression of {@code all-of} matches some rule. */
    private static Answer rules(Host host, Condition condition) {
        List<Line> lines = ruleLines(host);
        if (lines.isEmpty()) {
            return Answer.fail("there are no audit rules");
        }
        List<String> missing = condition.texts("all-of").stream()
                .filter(regex -> {
                    Pattern pattern = Pattern.compile(regex);
                    return lines.stream()
                            .noneMatch(line -> pattern.matcher(line.text()).find());
                })
                .toList();
        boolean last = !condition.flag("locked") || lines.getLast().text().equals("-e 2");
        List<String> problems = new ArrayList<>(
                missing.stream().map(each -> "no rule for " + each).toList());
        if (!last) {
            problems.add("the last line is not -e 2");
        }
        return Answer.of(problems, lines.size() + " rules").at("etc/audit/rules.d");
    }

    /** A baseline, something that compares with it, and a comparison in the last {@code hours}. */
    private static Answer integrity(Host host, Condition condition) {
        Optional<FileEntry> baseline = Stream.of(
                        "var/lib/seawall/integrity/baseline.db",
                        "var/lib/aide/aide.db",
                        "var/lib/aide/aide.db.gz",
                        "var/lib/tripwire/"
                                + host.text().read("etc/hostname", "").strip() + ".twd",
                        "var/ossec/queue/db/global.db")
                .map(host.files()::resolve)
                .flatMap(Optional::stream)
                .findFirst();
        if (baseline.isEmpty()) {
            return Answer.fail("no baseline of the files is kept (AIDE, Tripwire, Wazuh, seawall host integrity)");
        }
        boolean scheduled = Stream.of(
                                "dailyaidecheck.timer",
                                "aidecheck.timer",
                                "aide.timer",
                                "wazuh-agent.service",
                                "seawall-agent.service")
                        .anyMatch(host.units()::startsAtBoot)
                || !host.text().glob("etc/cron.daily/*aide*").isEmpty()
                || !host.text().glob("etc/cron.daily/*tripwire*").isEmpty();
        long newest = Stream.of(
                        "var/log/aide/aide.log", "var/lib/seawall/integrity/last-verify", "var/ossec/logs/ossec.log")
                .map(host.files()::resolve)
                .flatMap(Optional::stream)
                .mapToLong(FileEntry::modifiedSeconds)
                .max()
                .orElse(0);
        if (!scheduled) {
            return Answer.fail("nothing compares the files with the baseline")
                    .at(baseline.get().path());
        }
        long hours = (host.now().getEpochSecond() - newest) / 3_600;
        return Answer.of(
                        hours < condition.number("hours", 24),
                        "last compared " + (newest == 0 ? "never" : hours + " hours ago"))
                .at(baseline.get().path());
    }

    /** The newest of {@code paths} is at most {@code days} old. */
    private static Answer signatures(Host host, Condition condition) {
        List<String> needs = condition.texts("needs");
        if (!needs.isEmpty() && !host.hasAny(needs)) {
            return Answer.notApplicable("not installed: " + Answer.named(needs));
        }
        Optional<FileEntry> newest = condition.texts("paths").stream()
                .flatMap(glob -> host.text().glob(glob).stream())
                .map(host.files()::resolve)
                .flatMap(Optional::stream)
                .max(java.util.Comparator.comparingLong(FileEntry::modifiedSeconds));
        if (newest.isEmpty()) {
            return Answer.fail("there is no " + Answer.named(condition.texts("paths")));
        }
        long days = host.daysSince(newest.get().modifiedSeconds());
        return Answer.of(days <= condition.number("days", 7), "/" + newest.get().path() + " is " + days + " days old")
                .at(newest.get().path());
    }
}
