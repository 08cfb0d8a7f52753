package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may become root, by sudo and doas. */
final class SudoProbes {
    private static final String FILE = "etc/sudoers";

    private SudoProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("sudo-authenticates", guarded(SudoProbes::authenticates));
        all.put("sudo-logged", guarded((host, condition) -> logged(host)));
        all.put("sudo-default", guarded(SudoProbes::value));
        all.put("sudo-everybody", guarded((host, condition) -> everybody(host)));
        all.put("sudo-readable", guarded((host, condition) -> Answer.of(
                        host.sudoers().problems(), "every line is understood")
                .at(FILE)));
        return all;
    }

    private static Probe guarded(Probe probe) {
        return (host, condition) -> host.text().exists(FILE)
                ? probe.judge(host, condition)
                : Answer.notApplicable("sudo is not set up here");
    }

    private static Answer authenticates(Host host, Condition condition) {
        List<String> allowed = condition.texts("allowed");
        for (Sudoers.Rule rule : host.sudoers().rules()) {
            if (rule.hasTag("NOPASSWD") && !allowed.contains(rule.users())) {
                return Answer.fail(rule.users() + " needs no password: " + SettingProbes.shortened(rule.commands()))
                        .at(rule.line().path(), rule.line().number());
            }
        }
        for (Sudoers.Default each : host.sudoers().defaults()) {
            if (each.name().equals("authenticate") && each.off() && !allowed.contains(each.scope())) {
                return Answer.fail("Defaults" + each.scope() + " !authenticate")
                        .at(each.line().path(), each.line().number());
            }
        }
        return Answer.pass("every rule asks for a password").at(FILE);
    }

    private static boolean isOn(Host host, String name, boolean otherwise) {
        return host.sudoers().find(name).map(each -> !each.off()).orElse(otherwise);
    }

    /** sudo 1.9.14 and later use a pty unless told not to; syslog is on unless told not to. */
    private static Answer logged(Host host) {
        boolean recent = host.packages()
                .version("sudo")
                .map(version -> !PendingUpdates.isNewer("1.9.14", version.replaceFirst("^\\d+:", "")))
                .orElse(false);
        List<String> problems = new ArrayList<>();
        if (!isOn(host, "use_pty", recent)) {
            problems.add("use_pty is off");
        }
        boolean file = host.sudoers().find("logfile").isPresent();
        if (!file && !isOn(host, "syslog", true)) {
            problems.add("neither logfile nor syslog is set");
        }
        return Answer.of(problems, "a pty of its own, and a log").at(FILE);
    }

    private static Answer value(Host host, Condition condition) {
        String name = condition.text("name");
        Optional<Sudoers.Default> found = host.sudoers().find(name);
        String value = found.map(each -> each.off() ? "off" : each.value().isEmpty() ? "on" : each.value())
                .orElse(condition.text("default", ""));
        Answer answer = Answer.of(
                new Expectation(condition.text("expect")).accepts(value),
                name + " is " + (value.isEmpty() ? "not set" : value));
        return found.map(each -> answer.at(each.line().path(), each.line().number()))
                .orElse(answer.at(FILE));
    }

    private static Answer everybody(Host host) {
        for (Sudoers.Rule rule : host.sudoers().rules()) {
            boolean open = rule.users().split("[\\s,]+")[0].equals("ALL")
                    && !host.sudoers().find("targetpw").map(each -> !each.off()).orElse(false);
            if (open) {
                return Answer.fail("every account may use sudo")
                        .at(rule.line().path(), rule.line().number());
            }
        }
        return Answer.pass("sudo is for named users and groups").at(FILE);
    }
}
