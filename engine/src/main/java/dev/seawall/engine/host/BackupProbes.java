package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether the host's data is backed up: by whom, when, where to, and whether a restore was ever tried. */
final class BackupProbes {
    private static final String TOOLS =
            "(restic|borg|borgmatic|duplicity|rdiff-backup|rsnapshot|kopia|rustic|proxmox-backup-client|bacula-fd|bareos-fd|seawall host backup)";

    private BackupProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("backup-fresh", BackupProbes::fresh);
        all.put("backup-target", (host, condition) -> target(host));
        all.put("backup-scheduled", (host, condition) -> scheduled(host));
        all.put("backup-proven", BackupProbes::proven);
        all.put("backup-secrets", (host, condition) -> secrets(host));
        return all;
    }

    /** Lines of units and cron tables that run a backup. */
    private static List<Line> jobs(Host host) {
        List<Line> jobs = new ArrayList<>();
        for (String path : host.text().glob("etc/systemd/system/*.service")) {
            keep(host.text().joinedLines(path), jobs, "ExecStart=");
        }
        for (String glob : List.of(
                "etc/crontab",
                "etc/cron.d/*",
                "var/spool/cron/crontabs/*",
                "var/spool/cron/*",
                "etc/cron.daily/*",
                "etc/cron.hourly/*")) {
            host.text().glob(glob).forEach(path -> keep(host.text().joinedLines(path), jobs, ""));
        }
        return jobs;
    }

    private static void keep(List<Line> lines, List<Line> jobs, String start) {
        lines.stream()
                .filter(line -> line.text().startsWith(start) && line.text().matches("(?s).*\\b" + TOOLS + "\\b.*"))
                .forEach(jobs::add);
    }

    private static Answer scheduled(Host host) {
        List<Line> jobs = jobs(host);
        TreeSet<String> timers = new TreeSet<>();
        host.units().enabled().keySet().stream()
                .filter(unit -> unit.matches("(?i).*(restic|borg|backup|rsnapshot|kopia|snapper).*\\.timer"))
                .filter(unit -> !unit.equals("dpkg-db-backup.timer"))
                .forEach(timers::add);
        boolean cron = jobs.stream()
                .anyMatch(line ->
                        line.path().startsWith("etc/cron") || line.path().startsWith("var/spool"));
        if (!timers.isEmpty()) {
            return Answer.pass("runs by " + String.join(", ", timers));
        }
        return cron
                ? Answer.pass("cron runs it")
                        .at(jobs.getFirst().path(), jobs.getFirst().number())
                : Answer.fail("no timer or cron job runs a backup");
    }

    /** The newest trace a backup leaves here: snapshots known to restic's cache, borg's manifests, our own catalogue. */
    static Optional<FileEntry> lastBackup(Host host) {
        return Stream.of(
                        "var/lib/seawall/backup/last-success",
                        "var/lib/seawall/data/backup/last-success",
                        "root/.local/share/seawall/backup/last-success",
                        "root/.cache/restic/*/snapshots/*/*",
                        "home/*/.cache/restic/*/snapshots/*/*",
                        "var/cache/restic/*/snapshots/*/*",
                        "root/.config/borg/security/*/manifest-timestamp",
                        "root/.cache/duplicity/*/*manifest*",
                        "var/cache/rsnapshot/*",
                        "var/log/borgmatic.log")
                .flatMap(glob -> host.text().glob(glob).stream())
                .map(host.files()::resolve)
                .flatMap(Optional::stream)
                .max(java.util.Comparator.comparingLong(FileEntry::modifiedSeconds));
    }

    private static Optional<FileEntry> lastProof(Host host) {
        return Stream.of(
                        "var/lib/seawall/backup/last-drill",
                        "var/lib/seawall/data/backup/last-drill",
                        "root/.local/share/seawall/backup/last-drill",
                        "var/lib/restic/last-check",
                        "var/lib/borg/last-verify")
                .map(host.files()::resolve)
                .flatMap(Optional::stream)
                .max(java.util.Comparator.comparingLong(FileEntry::modifiedSeconds));
    }

    private static Answer fresh(Host host, Condition condition) {
        Optional<FileEntry> last = lastBackup(host);
        if (last.isEmpty()) {
            return Answer.fail("no trace of any backup");
        }
        long hours = (host.now().getEpochSecond() - last.get().modifiedSeconds()) / 3_600;
        if (hours > condition.number("hours", 26)) {
            return Answer.fail("the last backup is " + hours + " hours old")
                    .at(last.get().path());
        }
        Answer proof = proven(host, condition);
        return proof.failed()
                ? Answer.fail("the last backup is " + hours + " hours old, but " + proof.evidence())
                        .at(last.get().path())
                : Answer.pass("the last backup is " + hours + " hours old; " + proof.evidence())
                        .at(last.get().path());
    }

    private static Answer proven(Host host, Condition condition) {
        Optional<FileEntry> proof = lastProof(host);
        if (proof.isEmpty()) {
            return Answer.fail("no restore was ever proven");
        }
        long days = host.daysSince(proof.get().modifiedSeconds());
        return Answer.of(days < condition.number("proof-days", 30), "the last restore was proven " + days + " days ago")
                .at(proof.get().path());
    }

    private static List<Line> repositories(Host host) {
        return Stream.of(
                        "etc/restic/*",
                        "etc/default/restic*",
                        "etc/borgmatic/*.yaml",
                        "etc/borgmatic.d/*.yaml",
                        "etc/seawall/backup.yaml",
                        "root/.config/borgmatic/*.yaml",
                        "etc/systemd/system/*backup*.service",
                        "etc/systemd/system/restic*.service",
                        "etc/systemd/system/borg*.service",
                        "etc/cron.d/*",
                        "etc/crontab")
                .flatMap(glob -> host.text().glob(glob).stream())
                .flatMap(path -> host.text().joinedLines(path).stream())
                .filter(
                        line -> line.text()
                                .matches(
                                        "(?i).*(RESTIC_REPOSITORY=|BORG_REPO=|repository:|path:\\s*\\S*://|restic .*(-r|--repo)[ =]|- path:).*"))
                .toList();
    }

    private static Answer target(Host host) {
        List<Line> repositories = repositories(host);
        if (repositories.isEmpty()) {
            return Answer.fail("no repository of a backup is configured");
        }
        for (Line line : repositories) {
            boolean remote = line.text()
                    .matches("(?i).*(s3:|sftp:|rest:|ssh://|b2:|azure:|gs:|swift:|https://|\\w+@[\\w.-]+:).*");
            if (!remote) {
                return Answer.fail("a repository lies on this host: " + SettingProbes.shortened(line.text()))
                        .at(line.path(), line.number());
            }
            if (line.text().matches("(?i).*encryption[_ -]?mode:? *\"?none.*")) {
                return Answer.fail("the repository is not encrypted").at(line.path(), line.number());
            }
        }
        Line first = repositories.getFirst();
        return Answer.pass("backups leave this host").at(first.path(), first.number());
    }

    private static Answer secrets(Host host) {
        List<String> problems = new ArrayList<>();
        int seen = 0;
        for (String glob : List.of(
                "etc/restic/*",
                "etc/borgmatic/*",
                "etc/default/restic*",
                "root/.config/borg/keys/*",
                "root/.restic*")) {
            for (String path : host.text().glob(glob)) {
                seen++;
                host.files()
                        .resolve(path)
                        .filter(entry -> (entry.mode() & 077) != 0 && entry.kind() == FileEntry.Kind.FILE)
                        .ifPresent(entry -> problems.add("/" + path + " has mode " + FileProbes.octal(entry.mode())));
            }
        }
        return seen == 0
                ? Answer.notApplicable("no backup keeps a secret here")
                : Answer.of(problems, seen + " files, private");
    }
}
