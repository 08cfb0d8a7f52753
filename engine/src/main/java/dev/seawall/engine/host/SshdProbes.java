package dev.seawall.engine.host;

import com.google.re2j.Pattern;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sshd does, Match blocks and defaults of the installed release included. */
final class SshdProbes {
    private static final String FILE = "etc/ssh/sshd_config";

    private SshdProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("sshd", guarded(SshdProbes::value));
        all.put("sshd-list", guarded(SshdProbes::list));
        all.put("sshd-passwords", guarded((host, condition) -> passwords(host)));
        all.put("sshd-limits", guarded((host, condition) -> limits(host)));
        all.put("sshd-mfa", guarded((host, condition) -> mfa(host)));
        all.put("sshd-readable", guarded((host, condition) -> Answer.of(
                        host.sshd().problems(), "every include could be followed")
                .at(FILE)));
        return all;
    }

    private static Probe guarded(Probe probe) {
        return (host, condition) ->
                host.hasSshd() ? probe.judge(host, condition) : Answer.notApplicable("no SSH server is installed");
    }

    private static int release(Host host) {
        return SshdDefaults.release(host.packages().version("openssh-server").orElse(""));
    }

    static String effective(Host host, String keyword) {
        return host.sshd()
                .global(keyword)
                .map(SshdConfig.Setting::value)
                .orElseGet(() -> SshdDefaults.of(keyword, release(host)));
    }

    /** {@code keyword} as {@code expect} says, for everybody; {@code softer: {value: severity}} where less bad. */
    private static Answer value(Host host, Condition condition) {
        String keyword = condition.text("keyword");
        Expectation expectation = new Expectation(condition.text("expect"));
        Answer global = judge(host, keyword, expectation, condition);
        if (global.failed()) {
            return global;
        }
        for (SshdConfig.Setting setting : host.sshd().conditional(keyword)) {
            if (!expectation.accepts(number(setting.value()))) {
                return Answer.fail(keyword + " is " + setting.value() + " for Match " + setting.match())
                        .at(setting.line().path(), setting.line().number());
            }
        }
        return global;
    }

    private static Answer judge(Host host, String keyword, Expectation expectation, Condition condition) {
        Optional<SshdConfig.Setting> setting = host.sshd().global(keyword);
        String value = effective(host, keyword);
        String seen =
                keyword + " is " + (value.isEmpty() ? "not set" : value) + (setting.isEmpty() ? " by default" : "");
        Answer answer = Answer.of(expectation.accepts(number(value)), seen);
        String softer = condition.map("softer").get(value);
        Answer graded = answer.failed() && softer != null ? answer.as(Severity.parse(softer)) : answer;
        return setting.map(each -> graded.at(each.line().path(), each.line().number()))
                .orElse(graded.at(FILE));
    }

    /** Times such as {@code 2m} in seconds; anything else as it is. */
    static String number(String value) {
        if (!value.matches("(\\d{1,6}[smhdwSMHDW])+")) {
            return value;
        }
        long seconds = 0;
        java.util.regex.Matcher parts =
                java.util.regex.Pattern.compile("(\\d+)(\\D)").matcher(value);
        while (parts.find()) {
            long unit =
                    switch (Character.toLowerCase(parts.group(2).charAt(0))) {
                        case 'm' -> 60;
                        case 'h' -> 3_600;
                        case 'd' -> 86_400;
                        case 'w' -> 604_800;
                        default -> 1;
                    };
            seconds += Long.parseLong(parts.group(1)) * unit;
        }
        return Long.toString(seconds);
    }

    /** None of the algorithms of {@code keywords} matches {@code forbid}. */
    private static Answer list(Host host, Condition condition) {
        Pattern forbidden = Pattern.compile(condition.text("forbid"));
        List<String> problems = new ArrayList<>();
        Answer place = Answer.pass("");
        for (String keyword : condition.texts("keywords")) {
            Optional<SshdConfig.Setting> setting = host.sshd().global(keyword);
            String standard = SshdDefaults.of(keyword, release(host));
            for (String name :
                    SshdDefaults.list(setting.map(SshdConfig.Setting::value).orElse(standard), standard)) {
                if (forbidden.matches(name)) {
                    problems.add(keyword + " allows " + name);
                    place = setting.map(each -> Answer.pass("")
                                    .at(each.line().path(), each.line().number()))
                            .orElse(place);
                }
            }
        }
        Answer answer = Answer.of(problems, "only strong algorithms");
        return answer.at(
                place.place().path().isEmpty() ? FILE : place.place().path(),
                place.place().line());
    }

    private static boolean isOff(Host host, String keyword) {
        return effective(host, keyword).equalsIgnoreCase("no")
                && host.sshd().conditional(keyword).stream()
                        .allMatch(each -> each.value().equalsIgnoreCase("no"));
    }

    private static Answer passwords(Host host) {
        boolean plain = isOff(host, "passwordauthentication");
        boolean keyboard = isOff(host, "kbdinteractiveauthentication");
        String seen = "passwordauthentication " + effective(host, "passwordauthentication")
                + ", kbdinteractiveauthentication " + effective(host, "kbdinteractiveauthentication");
        boolean second = !keyboard && !mfa(host).failed();
        List<SshdConfig.Setting> loosened = host.sshd().conditional("passwordauthentication").stream()
                .filter(each -> !each.value().equalsIgnoreCase("no"))
                .toList();
        Answer answer = Answer.of(plain && (keyboard || second), seen + (second ? " with a second factor" : ""));
        return loosened.isEmpty()
                ? answer.at(FILE)
                : Answer.fail("passwords are allowed for Match "
                                + loosened.getFirst().match())
                        .at(
                                loosened.getFirst().line().path(),
                                loosened.getFirst().line().number());
    }

    private static Answer limits(Host host) {
        List<String> problems = new ArrayList<>();
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("maxauthtries", "<=4");
        wanted.put("clientaliveinterval", ">0");
        wanted.put("x11forwarding", "no");
        wanted.forEach((keyword, expect) -> {
            if (!new Expectation(expect).accepts(number(effective(host, keyword)))) {
                problems.add(keyword + " is " + effective(host, keyword));
            }
        });
        String grace = number(effective(host, "logingracetime"));
        if (grace.equals("0") || !new Expectation("<=60").accepts(grace)) {
            problems.add("logingracetime is " + effective(host, "logingracetime"));
        }
        boolean listed = java.util.stream.Stream.of("allowusers", "allowgroups", "denyusers", "denygroups")
                .anyMatch(keyword -> !host.sshd().all(keyword).isEmpty());
        if (!listed) {
            problems.add("neither users nor groups are listed");
        }
        return Answer.of(problems, "attempts, times and users are limited").at(FILE);
    }

    /** Every way in needs a key and something else, or hardware keys are the only ones. */
    private static Answer mfa(Host host) {
        List<SshdConfig.Setting> all = new ArrayList<>(host.sshd().conditional("authenticationmethods"));
        host.sshd().global("authenticationmethods").ifPresent(all::addFirst);
        boolean global = all.stream().anyMatch(each -> each.match().isEmpty());
        for (SshdConfig.Setting setting : all) {
            for (String way : setting.value().split("\\s+")) {
                if (!way.matches("publickey,(keyboard-interactive(:pam)?|publickey)")) {
                    return Answer.fail("AuthenticationMethods allows " + way + whom(setting))
                            .at(setting.line().path(), setting.line().number());
                }
            }
        }
        if (global && all.stream().noneMatch(each -> each.value().contains("keyboard-interactive"))) {
            return Answer.pass("two keys are needed").at(FILE);
        }
        return global ? PamProbes.secondFactor(host, "sshd") : hardwareKeys(host);
    }

    private static String whom(SshdConfig.Setting setting) {
        return setting.match().isEmpty() ? "" : " for Match " + setting.match();
    }

    private static Answer hardwareKeys(Host host) {
        String accepted = host.sshd()
                .global("pubkeyacceptedalgorithms")
                .map(SshdConfig.Setting::value)
                .orElse("");
        boolean only =
                !accepted.isEmpty() && List.of(accepted.split(",")).stream().allMatch(each -> each.startsWith("sk-"));
        boolean keysOnly = isOff(host, "passwordauthentication") && isOff(host, "kbdinteractiveauthentication");
        return Answer.of(
                        only && keysOnly,
                        only && keysOnly
                                ? "only hardware keys are accepted"
                                : "one factor is enough: AuthenticationMethods is not set")
                .at(FILE);
    }
}
