package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether logs are kept, protected and sent elsewhere. */
final class LogProbes {
    private static final List<String> SHIPPERS = List.of(
            "fluent-bit",
            "fluentd",
            "vector",
            "promtail",
            "filebeat",
            "otelcol",
            "otelcol-contrib",
            "alloy",
            "systemd-journal-upload",
            "seawall");

    private LogProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("log-daemon", (host, condition) -> daemon(host));
        all.put("logs-leave", (host, condition) -> leave(host));
        all.put("log-files", (host, condition) -> files(host));
        return all;
    }

    private static List<Line> rsyslog(Host host) {
        return Stream.concat(Stream.of("etc/rsyslog.conf"), host.text().glob("etc/rsyslog.d/*.conf").stream())
                .flatMap(path -> host.text().lines(path).stream())
                .toList();
    }

    /** journald that keeps its journal over a restart, or a syslog daemon. klogd is not needed with either. */
    private static Answer daemon(Host host) {
        List<String> syslogs = List.of("rsyslogd", "syslog-ng", "syslogd");
        boolean syslog = host.isLive()
                ? host.processes().find(syslogs).isPresent()
                : Stream.of("rsyslog.service", "syslog-ng.service", "syslog.service")
                        .anyMatch(host.units()::startsAtBoot);
        if (syslog) {
            return Answer.pass("a syslog daemon writes to /var/log");
        }
        boolean journald = host.isLive()
                ? host.processes().find(List.of("systemd-journald")).isPresent()
                : host.units().file("systemd-journald.service").isPresent();
        String storage = host.ini("systemd/journald.conf")
                .find("Journal", "Storage")
                .map(IniFile.Setting::value)
                .orElse("auto");
        boolean kept = storage.equals("persistent")
                || (storage.equals("auto") && host.text().exists("var/log/journal"));
        if (!journald) {
            return Answer.fail("no log daemon " + (host.isLive() ? "runs" : "is there"));
        }
        return Answer.of(kept, "journald, Storage=" + storage + (kept ? "" : ", is lost at a restart"))
                .at("etc/systemd/journald.conf");
    }

    private static Answer leave(Host host) {
        for (Line line : rsyslog(host)) {
            boolean remote =
                    line.text().matches(".*\\s@@?[\\w\\[].*") || line.text().matches("(?i).*type=\"om(fwd|relp)\".*");
            if (remote) {
                String whole = rsyslog(host).stream().map(Line::text).reduce("", (a, b) -> a + "\n" + b);
                boolean tls = whole.matches("(?is).*(streamdriver.*(gtls|ossl)|\\btls=\"on\").*");
                return Answer.of(tls, tls ? "rsyslog sends over TLS" : "rsyslog sends in the clear")
                        .at(line.path(), line.number());
            }
        }
        Optional<IniFile.Setting> url = host.ini("systemd/journal-upload.conf").find("Upload", "URL");
        boolean uploads = url.isPresent() && host.units().startsAtBoot("systemd-journal-upload.service");
        if (uploads) {
            return Answer.of(
                            url.get().value().startsWith("https:"),
                            "journal-upload to " + url.get().value())
                    .at(url.get().line().path(), url.get().line().number());
        }
        Optional<Processes.Running> shipper = host.processes().find(SHIPPERS);
        boolean starts = SHIPPERS.stream().anyMatch(name -> host.units().startsAtBoot(name + ".service"));
        if (shipper.isPresent() || (!host.isLive() && starts)) {
            return Answer.inconclusive("a log shipper is there, where it sends to is not known"
                    + shipper.map(each -> ": " + each.name()).orElse(""));
        }
        return Answer.fail("nothing sends logs to another machine");
    }

    private static Answer files(Host host) {
        List<String> problems = new ArrayList<>();
        boolean rotates = Stream.of("logrotate.timer", "logrotate.service").anyMatch(host.units()::startsAtBoot)
                || !host.text().glob("etc/cron.daily/logrotate").isEmpty()
                || !host.text().glob("etc/periodic/daily/logrotate").isEmpty();
        if (!rotates) {
            problems.add("logs are not rotated");
        }
        String first = "";
        for (String path : host.text().glob("var/log/*")) {
            Optional<FileEntry> entry = host.files().entry(path);
            if (entry.isPresent() && entry.get().kind() == FileEntry.Kind.FILE) {
                int before = problems.size();
                judge(entry.get(), problems);
                first = first.isEmpty() && problems.size() > before ? path : first;
            }
        }
        return Answer.of(problems, "logs are rotated and protected").at(first);
    }

    private static void judge(FileEntry entry, List<String> problems) {
        boolean secret = entry.name().matches("(auth|secure|messages|syslog|sudo|audit|btmp|cron)(\\.log)?(\\.\\d+)?");
        if ((entry.mode() & 02) != 0) {
            problems.add("everybody may write to /" + entry.path());
        } else if (secret && (entry.mode() & 04) != 0) {
            problems.add("everybody may read /" + entry.path());
        }
    }
}
