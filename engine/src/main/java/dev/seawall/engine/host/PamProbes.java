package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the PAM stacks really enforce, found by running them with modules that refuse. */
final class PamProbes {
    private static final Set<String> SECOND_FACTORS = Set.of(
            "pam_google_authenticator.so",
            "pam_oath.so",
            "pam_u2f.so",
            "pam_yubico.so",
            "pam_duo.so",
            "pam_radius_auth.so",
            "pam_pkcs11.so",
            "pam_privacyidea.so");
    private static final Set<String> HARMLESS = Set.of(
            "pam_permit.so",
            "pam_env.so",
            "pam_faildelay.so",
            "pam_nologin.so",
            "pam_cap.so",
            "pam_group.so",
            "pam_echo.so",
            "pam_warn.so",
            "pam_faillock.so",
            "pam_shells.so",
            "pam_securetty.so",
            "pam_keyinit.so",
            "pam_access.so",
            "pam_time.so",
            "pam_tally2.so",
            "pam_issue.so",
            "pam_mail.so");
    private static final List<String> COMMON = List.of("common-%s", "system-auth", "password-auth", "login");

    private PamProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("pam-argument", guarded(PamProbes::argument));
        all.put("pam-quality", guarded((host, condition) -> quality(host, condition)));
        all.put("pam-lockout", guarded((host, condition) -> lockout(host)));
        all.put("pam-open", guarded((host, condition) -> open(host)));
        all.put("pam-wheel", guarded((host, condition) -> wheel(host)));
        all.put("pam-second-factor", guarded(PamProbes::secondFactor));
        all.put("pam-forbid", guarded(PamProbes::forbid));
        all.put("pam-other", guarded((host, condition) -> other(host)));
        all.put("pam-readable", guarded((host, condition) -> readable(host)));
        return all;
    }

    private static Probe guarded(Probe probe) {
        return (host, condition) -> host.text().glob("etc/pam.d/*").isEmpty()
                        && host.text().glob("usr/lib/pam.d/*").isEmpty()
                ? Answer.notApplicable("PAM is not used here")
                : probe.judge(host, condition);
    }

    /** The stack that logins share on this distribution. */
    static PamStack common(Host host, String type) {
        String service = COMMON.stream()
                .map(name -> name.formatted(type))
                .filter(name -> host.text().exists("etc/pam.d/" + name))
                .findFirst()
                .orElse("login");
        return host.pam(service, type);
    }

    /** {@code argument} of one of {@code modules}, from its line or {@code file}. */
    private static Answer argument(Host host, Condition condition) {
        PamStack stack = common(host, condition.text("type"));
        Optional<PamStack.Entry> entry = condition.texts("modules").stream()
                .flatMap(name -> stack.modules(name).stream())
                .findFirst();
        if (entry.isEmpty()) {
            String what = "no stack uses " + String.join(" or ", condition.texts("modules"));
            return condition.text("absent", "fail").equals("fail") ? Answer.fail(what) : Answer.notApplicable(what);
        }
        String name = condition.text("argument");
        String value = entry.get()
                .argument(name)
                .or(() -> file(host, condition.text("file", "etc/security/none"), name))
                .orElse(entry.get().has(name) ? "yes" : condition.text("default", ""));
        boolean passed = new Expectation(condition.text("expect")).accepts(value);
        Line line = entry.get().line();
        return Answer.of(passed, name + " is " + (value.isEmpty() ? "not set" : value))
                .at(line.path(), line.number());
    }

    /** A {@code key = value} or bare word of a file and its {@code .d} folder. */
    static Optional<String> file(Host host, String path, String name) {
        return Stream.concat(Stream.of(path), host.text().glob(path + ".d/*.conf").stream())
                .flatMap(each -> host.text().lines(each).stream())
                .map(line -> line.text().split("\\s*=\\s*", 2))
                .filter(pair -> pair[0].strip().equals(name))
                .map(pair -> pair.length < 2
                        ? "yes"
                        : pair[1].replaceFirst("\\s*#.*", "").strip())
                .reduce((before, after) -> after);
    }

    private static Answer quality(Host host, Condition condition) {
        PamStack stack = common(host, "password");
        Optional<PamStack.Entry> entry = Stream.of("pam_pwquality", "pam_passwdqc", "pam_cracklib")
                .flatMap(name -> stack.modules(name).stream())
                .findFirst();
        if (entry.isEmpty()) {
            return Answer.fail("no password stack checks quality (pam_pwquality, pam_passwdqc)")
                    .at("etc/pam.d");
        }
        String path = entry.get().line().path();
        int line = entry.get().line().number();
        long least = condition.number("least", 14);
        if (entry.get().module().equals("pam_passwdqc.so")) {
            return passwdqc(host, entry.get(), least).at(path, line);
        }
        String length = entry.get()
                .argument("minlen")
                .or(() -> file(host, "etc/security/pwquality.conf", "minlen"))
                .orElse("8");
        return Answer.of(new Expectation(">=" + least).accepts(length), "minlen is " + length)
                .at(path, line);
    }

    /** {@code min=N0,N1,N2,N3,N4}: the last number is for passwords of all four kinds of characters. */
    private static Answer passwdqc(Host host, PamStack.Entry entry, long least) {
        String text = entry.argument("min")
                .or(() -> file(host, "etc/passwdqc.conf", "min"))
                .orElse("disabled,24,11,8,7");
        String last = text.substring(text.lastIndexOf(',') + 1);
        return Answer.of(new Expectation(">=" + least).accepts(last), "passwdqc min is " + text);
    }

    private static Answer lockout(Host host) {
        PamStack stack = common(host, "auth");
        List<PamStack.Entry> found = stack.modules("pam_faillock");
        if (found.isEmpty()) {
            return Answer.fail("no login stack uses pam_faillock").at("etc/pam.d");
        }
        List<String> problems = new ArrayList<>();
        for (String phase : List.of("preauth", "authfail")) {
            if (found.stream().noneMatch(each -> each.has(phase))) {
                problems.add("pam_faillock " + phase + " is missing");
            }
        }
        String deny = setting(host, found, "deny", "3");
        String unlock = setting(host, found, "unlock_time", "600");
        if (!new Expectation("1|2|3|4|5").accepts(deny)) {
            problems.add("deny is " + deny);
        }
        if (!new Expectation("0|never|>=900").accepts(unlock)) {
            problems.add("unlock_time is " + unlock);
        }
        Line line = found.getFirst().line();
        return Answer.of(problems, "deny=" + deny + " unlock_time=" + unlock).at(line.path(), line.number());
    }

    private static String setting(Host host, List<PamStack.Entry> entries, String name, String otherwise) {
        return entries.stream()
                .flatMap(each -> each.argument(name).stream())
                .findFirst()
                .or(() -> file(host, "etc/security/faillock.conf", name))
                .orElse(otherwise);
    }

    /** No stack lets in where everything that could refuse does. */
    private static Answer open(Host host) {
        List<String> problems = new ArrayList<>();
        PamRun refusing = new PamRun(entry -> HARMLESS.contains(entry.module()) ? "success" : "auth_err");
        for (String path : host.text().glob("etc/pam.d/*")) {
            String service = path.substring("etc/pam.d/".length());
            PamStack stack = host.pam(service, "auth");
            boolean decides = !service.startsWith("common-") || service.equals("common-auth");
            if (decides && !stack.entries().isEmpty() && refusing.grants(stack)) {
                problems.add("/" + path + " lets anybody in");
            }
        }
        return Answer.of(problems, "every stack refuses without a proof").at(problems.isEmpty() ? "" : "etc/pam.d");
    }

    private static Answer wheel(Host host) {
        if (!host.text().exists("etc/pam.d/su")) {
            return Answer.notApplicable("there is no su");
        }
        PamStack stack = host.pam("su", "auth");
        Optional<PamStack.Entry> wheel = stack.modules("pam_wheel").stream()
                .filter(each -> !each.has("trust") && !each.has("deny"))
                .findFirst();
        boolean enforced = wheel.isPresent() && refuses(stack, Set.of("pam_wheel.so", "pam_rootok.so"));
        boolean real = wheel.isPresent() && wheel.get().has("use_uid");
        String seen = wheel.isEmpty()
                ? "everybody may use su"
                : !enforced
                        ? "pam_wheel cannot refuse"
                        : real ? "only one group may use su" : "pam_wheel without use_uid";
        return Answer.of(enforced && real, seen)
                .at("etc/pam.d/su", wheel.map(each -> each.line().number()).orElse(0));
    }

    /** Whether a stack that would let in refuses once these modules do. */
    private static boolean refuses(PamStack stack, Set<String> modules) {
        boolean open = new PamRun(entry -> answer(entry, Set.of())).grants(stack);
        boolean closed = new PamRun(entry -> answer(entry, modules)).grants(stack);
        return open && !closed;
    }

    private static String answer(PamStack.Entry entry, Set<String> refusing) {
        boolean refuses = entry.module().equals("pam_deny.so")
                || entry.module().equals("pam_rootok.so")
                || refusing.contains(entry.module());
        return refuses ? "auth_err" : "success";
    }

    private static Answer secondFactor(Host host, Condition condition) {
        String service = condition.text("service");
        List<String> needs = condition.texts("needs");
        return needs.isEmpty() || host.hasAny(needs)
                ? secondFactor(host, service)
                : Answer.notApplicable("none of these is installed: " + Answer.named(needs));
    }

    /** A second factor that is asked for and can refuse, however right the password is. */
    static Answer secondFactor(Host host, String service) {
        PamStack stack = host.pam(service, "auth");
        Optional<PamStack.Entry> factor = stack.modules().stream()
                .filter(each -> SECOND_FACTORS.contains(each.module()))
                .findFirst();
        if (factor.isEmpty()) {
            return Answer.fail("the stack of " + service + " asks for no second factor")
                    .at("etc/pam.d/" + service);
        }
        boolean enforced = refuses(stack, SECOND_FACTORS) && !factor.get().has("nullok");
        String seen = factor.get().module() + (enforced ? " must agree" : " can be passed by");
        return Answer.of(enforced, seen)
                .at(factor.get().line().path(), factor.get().line().number());
    }

    /** No module of {@code modules} has {@code argument}. */
    private static Answer forbid(Host host, Condition condition) {
        for (String path : host.text().glob("etc/pam.d/*")) {
            PamStack stack = host.pam(path.substring("etc/pam.d/".length()), condition.text("type"));
            for (String module : condition.texts("modules")) {
                for (PamStack.Entry entry : stack.modules(module)) {
                    if (entry.has(condition.text("argument"))) {
                        return Answer.fail(module + " has " + condition.text("argument"))
                                .at(entry.line().path(), entry.line().number());
                    }
                }
            }
        }
        return Answer.pass("no module has " + condition.text("argument"));
    }

    /** Services without a file of their own are refused, or at least ask as logins do. */
    private static Answer other(Host host) {
        PamStack stack = host.pam("other", "auth");
        if (stack.entries().isEmpty()) {
            return Answer.pass("there is no fallback: unknown services are refused");
        }
        boolean open = new PamRun(entry -> HARMLESS.contains(entry.module()) ? "success" : "auth_err").grants(stack);
        return Answer.of(!open, open ? "unknown services let anybody in" : "unknown services must authenticate")
                .at("etc/pam.d/other");
    }

    private static Answer readable(Host host) {
        List<String> problems = new ArrayList<>();
        for (String path : host.text().glob("etc/pam.d/*")) {
            for (String type : List.of("auth", "account", "password", "session")) {
                host.pam(path.substring("etc/pam.d/".length()), type).problems().stream()
                        .filter(problem -> !problems.contains(problem))
                        .forEach(problems::add);
            }
        }
        return Answer.of(problems, "every include of every stack is there");
    }
}
