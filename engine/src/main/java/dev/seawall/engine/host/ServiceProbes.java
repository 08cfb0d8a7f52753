package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which services are there, start and run. */
final class ServiceProbes {
    private ServiceProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("absent", ServiceProbes::absent);
        all.put("present", ServiceProbes::present);
        all.put("service", ServiceProbes::service);
        all.put("unit-off", ServiceProbes::off);
        all.put("unit-on", ServiceProbes::on);
        all.put("units-declared", ServiceProbes::declared);
        all.put("failed-units", (host, condition) -> failed(host));
        all.put("sandboxing", ServiceProbes::sandboxing);
        all.put("cron-allow", ServiceProbes::cronAllow);
        all.put("time-sync", (host, condition) -> time(host));
        return all;
    }

    /** None of {@code packages} is installed. */
    private static Answer absent(Host host, Condition condition) {
        List<String> found = condition.texts("packages").stream()
                .filter(host.packages()::has)
                .toList();
        List<String> programs = condition.texts("programs").stream()
                .filter(name -> host.program(name).isPresent())
                .toList();
        List<String> all = new ArrayList<>(found);
        all.addAll(programs);
        boolean known = host.packages().isKnown()
                || !programs.isEmpty()
                || !condition.texts("programs").isEmpty();
        return known
                ? Answer.of(all.stream().map(name -> name + " is installed").toList(), "none is installed")
                : Answer.inconclusive("no package database that Seawall reads");
    }

    private static Answer present(Host host, Condition condition) {
        List<String> names = condition.texts("names");
        Optional<String> found = host.packages().firstOf(names).or(() -> names.stream()
                .filter(name -> host.program(name).isPresent())
                .findFirst());
        return Answer.of(
                found.isPresent(),
                found.map(name -> name + " is installed").orElse("none of these is installed: " + Answer.named(names)));
    }

    /** One of {@code processes} runs, or for a root that does not run one of {@code units} starts at boot. */
    private static Answer service(Host host, Condition condition) {
        List<String> needs = condition.texts("needs");
        if (!needs.isEmpty() && !host.hasAny(needs)) {
            return Answer.notApplicable("none of these is installed: " + Answer.named(needs));
        }
        List<String> processes = condition.texts("processes");
        if (host.isLive()) {
            Optional<Processes.Running> running = host.processes().find(processes);
            return Answer.of(
                    running.isPresent(),
                    running.map(each -> each.name() + " runs (process " + each.id() + ")")
                            .orElse("none of these runs: " + Answer.named(processes)));
        }
        List<String> units = condition.texts("units");
        Optional<String> starts =
                units.stream().filter(host.units()::startsAtBoot).findFirst();
        return Answer.of(
                starts.isPresent(),
                starts.map(unit -> unit + " starts at boot")
                        .orElse("none of these starts at boot: " + Answer.named(units)));
    }

    /** None of {@code units} starts at boot. */
    private static Answer off(Host host, Condition condition) {
        List<String> problems = new ArrayList<>();
        String place = "";
        for (String unit : condition.texts("units")) {
            if (host.units().startsAtBoot(unit)) {
                problems.add(unit + " starts at boot");
                place = host.units().enabled().getOrDefault(unit, place);
            }
        }
        if (condition.flag("masked")
                && !host.units().isMasked(condition.texts("units").getFirst())) {
            return host.units().file(condition.texts("units").getFirst()).isPresent()
                    ? Answer.fail(condition.texts("units").getFirst() + " is not masked")
                    : Answer.notApplicable(
                            "there is no " + condition.texts("units").getFirst());
        }
        return Answer.of(problems, "off: " + String.join(", ", condition.texts("units")))
                .at(place);
    }

    private static Answer on(Host host, Condition condition) {
        List<String> units = condition.texts("units");
        List<String> scripts = condition.texts("scripts").stream()
                .flatMap(glob -> host.text().glob(glob).stream())
                .toList();
        Optional<String> starts =
                units.stream().filter(host.units()::startsAtBoot).findFirst();
        if (starts.isEmpty()
                && units.stream().allMatch(unit -> host.units().file(unit).isEmpty())
                && scripts.isEmpty()
                && condition.flag("optional")) {
            return Answer.notApplicable("not installed: " + Answer.named(units));
        }
        return Answer.of(
                starts.isPresent() || !scripts.isEmpty(),
                starts.map(unit -> unit + " is on")
                        .orElse(
                                scripts.isEmpty()
                                        ? "none is on: " + Answer.named(units)
                                        : "/" + scripts.getFirst() + " does it"));
    }

    /** {@code flagged} units must not start; with {@code allowed} given, nothing else may. */
    private static Answer declared(Host host, Condition condition) {
        List<String> allowed = condition.texts("allowed");
        List<String> problems = new ArrayList<>();
        for (String unit : condition.texts("flagged")) {
            if (host.units().startsAtBoot(unit) && !allowed.contains(unit)) {
                problems.add(unit);
            }
        }
        if (condition.flag("strict")) {
            host.units().enabled().keySet().stream()
                    .filter(unit -> !allowed.contains(unit) && !problems.contains(unit))
                    .forEach(problems::add);
        }
        return Answer.of(problems, host.units().enabled().size() + " units start at boot, none of them undeclared");
    }

    /** systemd keeps no file of failures; a unit that starts at boot, restarts always and has no process has one. */
    private static Answer failed(Host host) {
        boolean systemd = host.processes().all().stream()
                .anyMatch(each -> each.id() == 1 && each.name().equals("systemd"));
        if (!host.isLive() || !systemd) {
            return Answer.inconclusive("systemd does not run here");
        }
        List<String> problems = new ArrayList<>();
        for (String unit : host.units().enabled().keySet()) {
            IniFile settings = host.units().settings(unit);
            String type =
                    settings.find("Service", "Type").map(IniFile.Setting::value).orElse("simple");
            boolean stays = unit.endsWith(".service")
                    && !unit.contains("@")
                    && !type.matches("oneshot|idle")
                    && settings.settings().stream().noneMatch(each -> each.key().startsWith("Condition"));
            if (stays
                    && host.processes().all().stream()
                            .noneMatch(each -> each.unit().equals(unit))) {
                problems.add(unit + " starts at boot but does not run");
            }
        }
        return Answer.of(problems, "every service that starts at boot runs");
    }

    /** Own services (units below {@code /etc}) use at least {@code least} of systemd's protections. */
    private static Answer sandboxing(Host host, Condition condition) {
        List<String> names = condition.texts("settings");
        List<String> problems = new ArrayList<>();
        int seen = 0;
        for (String path : host.text().glob("etc/systemd/system/*.service")) {
            String unit = path.substring(path.lastIndexOf('/') + 1);
            boolean own = host.files()
                    .entry(path)
                    .map(entry -> entry.linkTarget() == null)
                    .orElse(false);
            if (!own || host.units().isMasked(unit)) {
                continue;
            }
            seen++;
            IniFile settings = host.units().settings(unit);
            List<String> missing = names.stream()
                    .filter(name -> settings.find("Service", name).isEmpty())
                    .toList();
            if (names.size() - missing.size() < condition.number("least", 4)) {
                problems.add(unit + " lacks " + String.join(", ", missing));
            }
        }
        return seen == 0
                ? Answer.notApplicable("no service of this host's own")
                : Answer.of(problems, seen + " own services are confined");
    }

    private static Answer cronAllow(Host host, Condition condition) {
        String kind = condition.text("kind");
        List<String> programs = kind.equals("cron") ? List.of("cron", "crond", "cronie") : List.of("atd", "at");
        if (!host.hasAny(programs)) {
            return Answer.notApplicable(kind + " is not installed");
        }
        boolean listed =
                host.text().exists("etc/" + kind + ".allow") || host.text().exists("etc/cron.d/" + kind + ".allow");
        return Answer.of(listed, listed ? "only listed users may use " + kind : "everybody may use " + kind)
                .at("etc/" + kind + ".allow");
    }

    /** One client, and it runs or starts at boot. */
    private static Answer time(Host host) {
        Map<String, String> clients = new LinkedHashMap<>();
        clients.put("chronyd", "chrony.service chronyd.service");
        clients.put("ntpd", "ntp.service ntpsec.service ntpd.service");
        clients.put("systemd-timesyncd", "systemd-timesyncd.service");
        clients.put("openntpd", "openntpd.service");
        List<String> active = new ArrayList<>();
        clients.forEach((program, units) -> {
            boolean runs = host.processes().find(List.of(program)).isPresent();
            boolean starts = List.of(units.split(" ")).stream().anyMatch(host.units()::startsAtBoot);
            if (host.isLive() ? runs : starts) {
                active.add(program);
            }
        });
        return switch (active.size()) {
            case 0 -> Answer.fail("no time client " + (host.isLive() ? "runs" : "starts at boot"));
            case 1 -> Answer.pass(active.getFirst() + " keeps the time");
            default -> Answer.fail("several time clients fight: " + String.join(", ", active));
        };
    }
}
