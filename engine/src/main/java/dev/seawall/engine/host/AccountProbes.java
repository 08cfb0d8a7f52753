package dev.seawall.engine.host;

import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Accounts, groups and their passwords. */
final class AccountProbes {
    private static final String PASSWD = "etc/passwd";
    private static final String SHADOW = "etc/shadow";
    private static final Set<String> WEAK = Set.of("DES", "$1$", "$2$", "$2a$", "$md5$", "$sha1$", "$3$");

    private AccountProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("empty-passwords", onShadow((host, condition) -> empty(host)));
        all.put("only-root", onPasswd((host, condition) -> onlyRoot(host)));
        all.put("unique-ids", onPasswd((host, condition) -> unique(host)));
        all.put("strong-hashes", onShadow((host, condition) -> hashes(host)));
        all.put("password-ageing", onShadow((host, condition) -> ageing(host, condition)));
        all.put("system-accounts", onPasswd((host, condition) -> system(host, condition)));
        all.put("shadowed", onPasswd((host, condition) -> shadowed(host)));
        all.put("groups-exist", onPasswd((host, condition) -> groups(host)));
        all.put("legacy-entries", onPasswd((host, condition) -> legacy(host)));
        all.put("future-passwords", onShadow((host, condition) -> future(host)));
        all.put("stale-accounts", onShadow(AccountProbes::stale));
        all.put("group-members", onPasswd(AccountProbes::members));
        all.put("shadow-ages", onShadow(AccountProbes::ages));
        all.put("root-shells", onPasswd((host, condition) -> shells(host)));
        return all;
    }

    private static Probe onPasswd(Probe probe) {
        return (host, condition) -> host.accounts().users().isEmpty()
                ? Answer.notApplicable("there is no /etc/passwd")
                : probe.judge(host, condition);
    }

    private static Probe onShadow(Probe probe) {
        return (host, condition) -> {
            if (!host.text().exists(SHADOW)) {
                return Answer.notApplicable("there is no /etc/shadow");
            }
            return host.text().find(SHADOW).isEmpty()
                    ? Answer.inconclusive("/etc/shadow may not be read; audit as root")
                    : probe.judge(host, condition);
        };
    }

    private static Answer empty(Host host) {
        List<String> problems = new ArrayList<>();
        host.accounts().shadows().stream()
                .filter(Accounts.Shadow::isEmpty)
                .forEach(each -> problems.add(each.name() + " has no password"));
        host.accounts().users().stream()
                .filter(each -> each.password().isEmpty())
                .forEach(each -> problems.add(each.name() + " has no password in passwd"));
        return Answer.of(problems, "every account is locked or has a password").at(SHADOW);
    }

    private static Answer onlyRoot(Host host) {
        List<String> names = host.accounts().users().stream()
                .filter(each -> each.uid() == 0)
                .map(Accounts.User::name)
                .toList();
        return Answer.of(names.size() == 1, "uid 0: " + (names.isEmpty() ? "nobody" : String.join(", ", names)))
                .at(PASSWD);
    }

    private static Answer unique(Host host) {
        List<String> problems = new ArrayList<>();
        List<Accounts.User> users = host.accounts().users();
        List<Accounts.Group> groups = host.accounts().groups();
        duplicates(users, each -> each.name(), "user name ", problems);
        duplicates(users, each -> Long.toString(each.uid()), "uid ", problems);
        duplicates(groups, each -> each.name(), "group name ", problems);
        duplicates(groups, each -> Long.toString(each.gid()), "gid ", problems);
        return Answer.of(problems, users.size() + " users, " + groups.size() + " groups, all distinct")
                .at(PASSWD);
    }

    private static <T> void duplicates(List<T> all, Function<T, String> key, String what, List<String> problems) {
        Set<String> seen = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        all.stream().map(key).filter(each -> !seen.add(each)).forEach(twice::add);
        twice.forEach(each -> problems.add(what + each + " is there twice"));
    }

    private static Answer hashes(Host host) {
        List<String> problems = new ArrayList<>();
        host.accounts().shadows().stream()
                .filter(each -> each.hasPassword() && WEAK.contains(each.method()))
                .forEach(each -> problems.add(each.name() + " has a hash of method " + each.method()));
        String method = Stream.of("yescrypt", "gost_yescrypt", "sha512", "sha256", "blowfish", "md5")
                .filter(word -> PamProbes.common(host, "password").modules("pam_unix").stream()
                        .anyMatch(entry -> entry.has(word)))
                .findFirst()
                .orElseGet(() -> host.loginDefs("ENCRYPT_METHOD")
                        .map(line -> line.words().get(1))
                        .orElse("DES"));
        if (!method.matches("(?i)(gost_)?yescrypt|sha512|sha256")) {
            problems.add("new passwords are hashed by " + method);
        }
        return Answer.of(problems, "new passwords are hashed by " + method).at(SHADOW);
    }

    private static Answer ageing(Host host, Condition condition) {
        long most = condition.number("most", 365);
        String limit =
                host.loginDefs("PASS_MAX_DAYS").map(line -> line.words().get(1)).orElse("99999");
        List<String> problems = new ArrayList<>();
        if (!new Expectation("<=" + most).accepts(limit) || limit.startsWith("-")) {
            problems.add("PASS_MAX_DAYS is " + limit);
        }
        host.accounts().shadows().stream()
                .filter(each -> each.hasPassword() && (each.maxDays() < 0 || each.maxDays() > most))
                .forEach(each -> problems.add("the password of " + each.name() + " does not age"));
        return Answer.of(problems, "passwords last " + limit + " days at most").at("etc/login.defs");
    }

    private static Answer system(Host host, Condition condition) {
        List<String> allowed = condition.texts("allowed");
        List<String> problems = new ArrayList<>();
        for (Accounts.User user : host.accounts().users()) {
            boolean system = user.uid() > 0 && user.uid() < 1000 && !allowed.contains(user.name());
            boolean open = host.accounts()
                    .shadow(user.name())
                    .map(each -> !each.isLocked())
                    .orElse(false);
            if (system && (user.canLogIn() || open)) {
                problems.add(user.name() + (open ? " has a password" : " has the shell " + user.shell()));
            }
        }
        return Answer.of(problems, "system accounts are locked and have no shell")
                .at(PASSWD);
    }

    private static Answer shadowed(Host host) {
        List<String> problems = host.accounts().users().stream()
                .filter(each -> !each.password().matches("x|\\*|!.*|"))
                .map(each -> each.name() + " has its hash in passwd, which everybody reads")
                .toList();
        return Answer.of(problems, "no hash in passwd").at(PASSWD);
    }

    private static Answer groups(Host host) {
        List<String> problems = host.accounts().users().stream()
                .filter(user -> host.accounts().groups().stream().noneMatch(group -> group.gid() == user.gid()))
                .map(user -> user.name() + " has gid " + user.gid() + ", which is no group")
                .toList();
        return Answer.of(problems, "every account's group exists").at(PASSWD);
    }

    private static Answer legacy(Host host) {
        List<String> problems = Stream.of(PASSWD, SHADOW, "etc/group")
                .flatMap(path -> host.text().lines(path).stream())
                .filter(line -> line.text().startsWith("+"))
                .map(line -> line.place() + " lets a directory add accounts")
                .toList();
        return Answer.of(problems, "no '+' entries");
    }

    private static Answer future(Host host) {
        long today = host.now().getEpochSecond() / 86_400;
        List<String> problems = host.accounts().shadows().stream()
                .filter(each -> each.hasPassword() && each.changedDay() > today)
                .map(each -> each.name() + " changed its password in the future")
                .toList();
        return Answer.of(problems, "every change lies in the past").at(SHADOW);
    }

    /** Accounts that can log in and have not for {@code days}, by the lastlog of the host. */
    private static Answer stale(Host host, Condition condition) {
        long days = condition.number("days", 90);
        Map<Long, Long> last = LastLog.read(host.files());
        List<String> problems = new ArrayList<>();
        for (Accounts.User user : host.accounts().people()) {
            Optional<Accounts.Shadow> shadow = host.accounts().shadow(user.name());
            boolean usable =
                    user.canLogIn() && shadow.map(Accounts.Shadow::hasPassword).orElse(false);
            boolean expired = shadow.map(each -> each.expires() >= 0
                            && each.expires() * 86_400 < host.now().getEpochSecond())
                    .orElse(false);
            long seen = Math.max(
                    last.getOrDefault(user.uid(), 0L),
                    shadow.map(each -> each.changedDay() * 86_400).orElse(0L));
            if (usable && !expired && host.daysSince(seen) > days) {
                problems.add(user.name() + " has not been used for " + host.daysSince(seen) + " days");
            }
        }
        return Answer.of(problems, "no account that can log in lies idle").at(PASSWD);
    }

    /** {@code groups} have no members but {@code allowed}. */
    private static Answer members(Host host, Condition condition) {
        Map<String, Long> ids = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (String name : condition.texts("groups")) {
            host.accounts().group(name).ifPresent(group -> {
                ids.put(name, group.gid());
                Set<String> members = new TreeSet<>(group.members());
                host.accounts().users().stream()
                        .filter(user ->
                                user.gid() == group.gid() && !user.name().equals(name))
                        .forEach(user -> members.add(user.name()));
                members.removeAll(condition.texts("allowed"));
                members.forEach(member -> problems.add(member + " is in the group " + name));
            });
        }
        return ids.isEmpty()
                ? Answer.notApplicable("there is no group " + String.join(", ", condition.texts("groups")))
                : Answer.of(problems, "no undeclared members").at("etc/group");
    }

    /** A field of shadow of every account with a password: {@code field} min, warn or inactive. */
    private static Answer ages(Host host, Condition condition) {
        String field = condition.text("field");
        Expectation expectation = new Expectation(condition.text("expect"));
        List<Accounts.Shadow> judged = host.accounts().shadows().stream()
                .filter(Accounts.Shadow::hasPassword)
                .toList();
        List<String> problems = new ArrayList<>();
        for (Accounts.Shadow each : judged) {
            long value =
                    switch (field) {
                        case "min" -> each.minDays();
                        case "warn" -> each.warnDays();
                        default -> each.inactive();
                    };
            if (!expectation.accepts(Long.toString(value))) {
                problems.add(each.name() + ": " + (value < 0 ? "not set" : value));
            }
        }
        return judged.isEmpty()
                ? Answer.notApplicable("no account has a password")
                : Answer.of(problems, judged.size() + " accounts").at(SHADOW);
    }

    private static Answer shells(Host host) {
        List<String> shells =
                host.text().lines("etc/shells").stream().map(Line::text).toList();
        if (shells.isEmpty()) {
            return Answer.notApplicable("there is no /etc/shells");
        }
        List<String> problems = host.accounts().users().stream()
                .filter(each -> each.canLogIn() && !each.shell().isEmpty() && !shells.contains(each.shell()))
                .map(each -> each.name() + " has the shell " + each.shell() + ", which /etc/shells does not list")
                .toList();
        return Answer.of(problems, "every shell is listed").as(Severity.LOW).at(PASSWD);
    }
}
