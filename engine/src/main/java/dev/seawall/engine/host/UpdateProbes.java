package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How the package manager gets its updates, and whether it trusts what it gets. */
final class UpdateProbes {
    private UpdateProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("apt-security-source", onApt((host, condition) -> security(host)));
        all.put("apt-unattended", onApt((host, condition) -> unattended(host)));
        all.put("apt-authenticated", onApt((host, condition) -> authenticated(host)));
        all.put("apt-fresh", onApt(UpdateProbes::fresh));
        all.put("apt-signed-by", onApt((host, condition) -> signedBy(host)));
        all.put("apt-transport", onApt((host, condition) -> transport(host)));
        all.put("apt-mixed", onApt((host, condition) -> mixed(host)));
        all.put("rpm-signatures", (host, condition) -> rpm(host));
        return all;
    }

    private static Probe onApt(Probe probe) {
        return (host, condition) -> host.text().exists("etc/apt")
                ? probe.judge(host, condition)
                : Answer.notApplicable("apt is not used here");
    }

    private static Answer security(Host host) {
        for (AptSource source : host.sources()) {
            boolean suite = source.suites().stream()
                    .anyMatch(each ->
                            each.endsWith("-security") || each.endsWith("/updates") || each.contains("-security/"));
            if (suite) {
                return Answer.pass(source.uri() + " " + String.join(" ", source.suites()))
                        .at(source.line().path(), source.line().number());
            }
        }
        return host.sources().isEmpty()
                ? Answer.fail("no package source is configured")
                : Answer.fail("no source has a -security suite")
                        .at(host.sources().getFirst().line().path());
    }

    private static boolean atLeastOne(Host host, String name) {
        return host.apt()
                .find(name)
                .map(each -> each.value().matches("[1-9]\\d*|always|true"))
                .orElse(false);
    }

    private static Answer unattended(Host host) {
        List<String> problems = new ArrayList<>();
        if (!host.hasAny(List.of("unattended-upgrades", "unattended-upgrade"))) {
            problems.add("unattended-upgrades is not installed");
        }
        for (String name : List.of("APT::Periodic::Unattended-Upgrade", "APT::Periodic::Update-Package-Lists")) {
            if (!atLeastOne(host, name)) {
                problems.add(name + " is not on");
            }
        }
        boolean origin = Stream.of("Unattended-Upgrade::Origins-Pattern", "Unattended-Upgrade::Allowed-Origins")
                .flatMap(name -> host.apt().list(name).stream())
                .anyMatch(
                        each -> each.value().toLowerCase(java.util.Locale.ROOT).contains("security"));
        if (!origin) {
            problems.add("no security origin is upgraded");
        }
        return Answer.of(problems, "security updates are installed every day").at("etc/apt/apt.conf.d");
    }

    private static Answer authenticated(Host host) {
        for (String name : List.of(
                "APT::Get::AllowUnauthenticated",
                "Acquire::AllowInsecureRepositories",
                "Acquire::AllowWeakRepositories",
                "Acquire::AllowDowngradeToInsecureRepositories")) {
            Optional<AptSettings.Setting> setting = host.apt().find(name);
            if (setting.isPresent() && setting.get().value().matches("(?i)true|yes|1|on|enable|with")) {
                return Answer.fail(name + " is on")
                        .at(setting.get().line().path(), setting.get().line().number());
            }
        }
        for (AptSource source : host.sources()) {
            for (String option : List.of("trusted", "allow-insecure", "allow-weak")) {
                if (source.options().getOrDefault(option, "no").matches("(?i)yes|true|1")) {
                    return Answer.fail(source.uri() + " is trusted without a signature")
                            .at(source.line().path(), source.line().number());
                }
            }
        }
        return Answer.pass("every source must be signed");
    }

    private static Answer fresh(Host host, Condition condition) {
        long newest = Stream.of(
                        "var/lib/apt/periodic/update-success-stamp", "var/lib/apt/lists/partial", "var/lib/apt/lists")
                .map(host.files()::resolve)
                .flatMap(Optional::stream)
                .mapToLong(FileEntry::modifiedSeconds)
                .max()
                .orElse(0);
        boolean lists = host.files().list("var/lib/apt/lists").stream().anyMatch(name -> name.contains("Release"));
        if (newest == 0 || !lists) {
            return Answer.fail("apt has fetched no lists").at("var/lib/apt/lists");
        }
        long days = host.daysSince(newest);
        return Answer.of(days < condition.number("days", 7), "lists are " + days + " days old")
                .at("var/lib/apt/lists");
    }

    /** Keys that count for one source only; the old common key ring lets any source sign for any other. */
    private static Answer signedBy(Host host) {
        List<String> shared = Stream.concat(
                        Stream.of("etc/apt/trusted.gpg"), host.text().glob("etc/apt/trusted.gpg.d/*").stream())
                .filter(path -> host.files()
                        .resolve(path)
                        .map(each -> each.sizeBytes() > 0)
                        .orElse(false))
                .filter(path -> !path.matches(".*/(debian|ubuntu)-.*"))
                .toList();
        List<String> problems = new ArrayList<>(shared.stream()
                .map(path -> "/" + path + " counts for every source")
                .toList());
        return Answer.of(problems, "no foreign key counts for every source")
                .at(shared.isEmpty() ? "" : shared.getFirst());
    }

    private static Answer transport(Host host) {
        List<String> problems = host.sources().stream()
                .map(AptSource::uri)
                .filter(uri -> uri.startsWith("http:") || uri.startsWith("ftp:"))
                .distinct()
                .toList();
        return Answer.of(problems, "no source is fetched in the clear").at("etc/apt");
    }

    /** Testing, unstable or another release beside the one that is installed. */
    private static Answer mixed(Host host) {
        List<String> problems = host.sources().stream()
                .flatMap(source -> source.suites().stream())
                .filter(suite -> suite.matches("(sid|unstable|testing|experimental)(-.*)?"))
                .distinct()
                .toList();
        return Answer.of(problems, "only the installed release").at("etc/apt");
    }

    private static Answer rpm(Host host) {
        List<String> paths = new ArrayList<>(List.of("etc/dnf/dnf.conf", "etc/yum.conf"));
        paths.addAll(host.text().glob("etc/yum.repos.d/*.repo"));
        IniFile all = IniFile.read(host.text(), paths);
        if (all.settings().isEmpty()) {
            return Answer.notApplicable("neither dnf nor yum is used here");
        }
        for (IniFile.Setting each : all.settings()) {
            if (each.key().equals("gpgcheck") && each.value().matches("0|no|false|off")) {
                return Answer.fail("[" + each.section() + "] does not check signatures")
                        .at(each.line().path(), each.line().number());
            }
        }
        return Answer.pass("signatures are checked");
    }
}
