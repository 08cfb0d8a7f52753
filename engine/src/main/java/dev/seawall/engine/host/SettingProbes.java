package dev.seawall.engine.host;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Single settings of files in common forms: name and value, sections, plain text. */
final class SettingProbes {
    private SettingProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("sysctl", SettingProbes::sysctl);
        all.put("sysctl-drift", SettingProbes::drift);
        all.put("login-defs", SettingProbes::loginDefs);
        all.put("ini", SettingProbes::ini);
        all.put("apt-setting", SettingProbes::apt);
        all.put("text", SettingProbes::text);
        all.put("key-value", SettingProbes::keyValue);
        return all;
    }

    /** {@code settings: {key: expectation}}; {@code forwarding: true} lets container hosts forward. */
    private static Answer sysctl(Host host, Condition condition) {
        List<String> wrong = new ArrayList<>();
        List<String> right = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, String> each : condition.map("settings").entrySet()) {
            Optional<String> value = value(host, each.getKey());
            String seen = each.getKey() + "=" + value.orElse("?") + source(host, each.getKey());
            if (value.isEmpty()) {
                unknown.add(each.getKey());
            } else if (new Expectation(each.getValue()).accepts(value.get())) {
                right.add(seen);
            } else {
                wrong.add(seen + ", expected " + each.getValue());
            }
        }
        if (condition.flag("forwarding") && host.runsContainers() && !wrong.isEmpty()) {
            return Answer.notApplicable("containers run here and need it: " + Answer.named(wrong));
        }
        if (!wrong.isEmpty()) {
            return at(host, Answer.fail(Answer.named(wrong)), wrong.getFirst().split("=", 2)[0]);
        }
        if (right.isEmpty() || (!host.isLive() && !unknown.isEmpty())) {
            return host.isLive()
                    ? Answer.notApplicable("this kernel does not have " + Answer.named(unknown))
                    : Answer.inconclusive("no file sets " + Answer.named(unknown) + "; the kernel decides");
        }
        return Answer.pass(Answer.named(right));
    }

    /** What the kernel does now, or for a root that does not run what a boot would set. */
    static Optional<String> value(Host host, String key) {
        if (!host.isLive()) {
            return host.sysctl().find(key).map(SysctlSettings.Setting::value);
        }
        String path = "proc/sys/" + key.replace('/', '\u0001').replace('.', '/').replace('\u0001', '.');
        return host.text().find(path).map(text -> text.strip().replaceAll("\\s+", " "));
    }

    private static String source(Host host, String key) {
        return host.sysctl()
                .find(key)
                .map(each -> " (" + each.line().place() + ")")
                .orElse("");
    }

    private static Answer at(Host host, Answer answer, String key) {
        return host.sysctl()
                .find(key)
                .map(each -> answer.at(each.line().path(), each.line().number()))
                .orElse(answer);
    }

    /** The running kernel does what the files say. */
    private static Answer drift(Host host, Condition condition) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("what the kernel does");
        }
        List<String> problems = new ArrayList<>();
        for (SysctlSettings.Setting setting : host.sysctl().all()) {
            String wanted = setting.value().replaceAll("\\s+", " ");
            value(host, setting.key())
                    .filter(value -> !value.equals(wanted) && value.matches("[\\d -]+"))
                    .ifPresent(value -> problems.add(setting.key() + " is " + value + ", "
                            + setting.line().place() + " says " + wanted));
        }
        return Answer.of(problems, "every setting of the files is in force");
    }

    private static Answer loginDefs(Host host, Condition condition) {
        if (!host.text().exists("etc/login.defs")) {
            return Answer.notApplicable("there is no /etc/login.defs");
        }
        String key = condition.text("key");
        Optional<Line> line = host.loginDefs(key);
        String value = line.map(each -> each.words().get(1)).orElse(condition.text("default", ""));
        boolean passed = new Expectation(condition.text("expect")).accepts(value);
        Answer answer = Answer.of(passed, key + " is " + (value.isEmpty() ? "not set" : value));
        return answer.at("etc/login.defs", line.map(Line::number).orElse(0));
    }

    /** {@code file} with its drop-ins below etc, run and usr/lib; {@code needs}: programs or packages it is about. */
    private static Answer ini(Host host, Condition condition) {
        List<String> needs = condition.texts("needs");
        if (!needs.isEmpty() && !host.hasAny(needs)) {
            return Answer.notApplicable("none of these is installed: " + Answer.named(needs));
        }
        Optional<IniFile.Setting> setting =
                host.ini(condition.text("file")).find(condition.text("section", ""), condition.text("key"));
        String value = setting.map(IniFile.Setting::value).orElse(condition.text("default", ""));
        boolean passed = new Expectation(condition.text("expect")).accepts(value);
        String shown = value.isEmpty() ? "not set" : value;
        Answer answer =
                Answer.of(passed, condition.text("key") + " is " + shown + (setting.isEmpty() ? " (default)" : ""));
        return setting.map(each -> answer.at(each.line().path(), each.line().number()))
                .orElse(answer);
    }

    private static Answer apt(Host host, Condition condition) {
        if (!host.text().exists("etc/apt")) {
            return Answer.notApplicable("apt is not used here");
        }
        Optional<AptSettings.Setting> setting = host.apt().find(condition.text("name"));
        String value = setting.map(AptSettings.Setting::value).orElse(condition.text("default", ""));
        boolean passed = new Expectation(condition.text("expect")).accepts(value);
        String shown = value.isEmpty() ? "not set" : value;
        Answer answer = Answer.of(passed, condition.text("name") + " is " + shown);
        return setting.map(each -> answer.at(each.line().path(), each.line().number()))
                .orElse(answer);
    }

    /** Lines of {@code paths} that must ({@code require}) or must not ({@code forbid}) match. */
    private static Answer text(Host host, Condition condition) {
        List<String> paths = condition.texts("paths").stream()
                .flatMap(glob -> host.text().glob(glob).stream())
                .toList();
        if (paths.isEmpty()) {
            return absent(condition);
        }
        Optional<Pattern> require = condition.find("require").map(Pattern::compile);
        Optional<Pattern> forbid = condition.find("forbid").map(Pattern::compile);
        boolean found = false;
        for (String path : paths) {
            for (Line line : host.text().joinedLines(path)) {
                found |= require.isPresent()
                        && require.get().matcher(line.text()).find();
                if (forbid.isPresent() && forbid.get().matcher(line.text()).find()) {
                    return Answer.fail("the line says: " + shortened(line.text()))
                            .at(path, line.number());
                }
            }
        }
        boolean passed = require.isEmpty() || found;
        return Answer.of(
                        passed,
                        condition.text(passed ? "seen" : "missing", passed ? "as it should be" : "no such line"))
                .at(passed ? "" : paths.getFirst());
    }

    private static Answer absent(Condition condition) {
        String what = "there is no " + Answer.named(condition.texts("paths"));
        return switch (condition.text("absent", "not-applicable")) {
            case "pass" -> Answer.pass(what);
            case "fail" -> Answer.fail(what);
            default -> Answer.notApplicable(what);
        };
    }

    static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    /** {@code KEY = value} or {@code KEY value} lines, the last one winning. */
    private static Answer keyValue(Host host, Condition condition) {
        List<String> paths = condition.texts("paths").stream()
                .flatMap(glob -> host.text().glob(glob).stream())
                .toList();
        if (paths.isEmpty()) {
            return absent(condition);
        }
        String key = condition.text("key");
        Optional<Line> last = paths.stream()
                .flatMap(path -> host.text().lines(path).stream())
                .filter(line -> line.text().split("[\\s=]", 2)[0].equals(key))
                .reduce((before, after) -> after);
        String value = last.map(line -> line.text().substring(key.length()).replaceFirst("^[\\s=]+", ""))
                .map(text -> text.replace("\"", "").strip())
                .orElse(condition.text("default", ""));
        boolean passed = new Expectation(condition.text("expect")).accepts(value);
        Answer answer = Answer.of(passed, key + " is " + (value.isEmpty() ? "not set" : shortened(value)));
        return last.map(line -> answer.at(line.path(), line.number())).orElse(answer.at(paths.getFirst()));
    }
}
