package dev.seawall.engine.host;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What listens, and what stands before it. */
final class NetworkProbes {
    private static final Pattern DROPS = Pattern.compile("(?i)hook\\s+input[^;]*;\\s*policy\\s+drop|policy\\s+drop");

    private NetworkProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("listeners", NetworkProbes::listeners);
        all.put("listener-forbidden", NetworkProbes::forbidden);
        all.put("firewall", (host, condition) -> firewall(host));
        all.put("promiscuous", (host, condition) -> interfaces(host, 0x100, "listens to all traffic"));
        all.put("wireless", (host, condition) -> wireless(host));
        all.put("brute-force", (host, condition) -> bruteForce(host));
        all.put("local-mail", (host, condition) -> localMail(host));
        return all;
    }

    /** Every socket that others can reach is among {@code allowed}: {@code tcp/22}, {@code 22} or a program's name. */
    private static Answer listeners(Host host, Condition condition) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("what listens");
        }
        List<String> allowed = condition.texts("allowed");
        List<String> problems = new ArrayList<>();
        for (Listener each : host.listeners()) {
            String plain = each.protocol().replace("6", "") + "/" + each.port();
            boolean declared =
                    allowed.contains(plain) || allowed.contains("" + each.port()) || allowed.contains(each.program());
            if (!each.isLocal() && !declared) {
                problems.add(described(host, each));
            }
        }
        return Answer.of(problems, host.listeners().size() + " sockets, all local or declared");
    }

    /** With the program, its package and unit. */
    static String described(Host host, Listener listener) {
        Processes.Running process = listener.process();
        if (process == null) {
            return listener.place() + " by an unknown process";
        }
        String program = process.program().replace(" (deleted)", "").replaceFirst("^/", "");
        String owner =
                host.owners().owner(program).map(name -> ", package " + name).orElse("");
        String unit = process.unit().isEmpty() ? "" : ", unit " + process.unit();
        return listener.place() + " by " + process.name() + owner + unit;
    }

    /** No socket others can reach on any of {@code ports}. */
    private static Answer forbidden(Host host, Condition condition) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("what listens");
        }
        List<String> ports = condition.texts("ports");
        List<String> problems = host.listeners().stream()
                .filter(each -> !each.isLocal() && ports.contains("" + each.port()))
                .map(each -> described(host, each))
                .toList();
        return Answer.of(problems, "nothing listens on " + String.join(", ", ports));
    }

    /** Rules are read from where they are kept, for a firewall that a reboot forgets is none. */
    private static Answer firewall(Host host) {
        List<String> seen = new ArrayList<>();
        if (host.units().startsAtBoot("nftables.service")
                || host.units().startsAtBoot("iptables.service")
                || host.units().startsAtBoot("netfilter-persistent.service")) {
            for (String path : List.of("etc/nftables.conf", "etc/sysconfig/nftables.conf")) {
                seen.add(path);
                if (dropsInput(host, path)) {
                    return Answer.pass("nftables drops what no rule allows").at(path);
                }
            }
            for (String path : List.of("etc/iptables/rules.v4", "etc/sysconfig/iptables")) {
                seen.add(path);
                if (host.text().lines(path).stream()
                        .anyMatch(line -> line.text().matches(":INPUT (DROP|REJECT).*"))) {
                    return Answer.pass("iptables drops what no rule allows").at(path);
                }
            }
        }
        return ufw(host)
                .or(() -> firewalld(host))
                .orElse(Answer.fail(
                        "no firewall that drops by default starts at boot (nftables, iptables, ufw, firewalld)"));
    }

    private static boolean dropsInput(Host host, String path) {
        String text = host.text().lines(path).stream().map(Line::text).reduce("", (a, b) -> a + " " + b);
        int hook = text.indexOf("hook input");
        return (hook >= 0
                        && DROPS.matcher(text.substring(hook, Math.min(text.length(), hook + 200)))
                                .find())
                || text.matches(".*hook input.*\\b(drop|reject)[^;}]*\\}.*");
    }

    private static Optional<Answer> ufw(Host host) {
        boolean on = host.text().read("etc/ufw/ufw.conf", "").contains("ENABLED=yes");
        String policy = host.text().lines("etc/default/ufw").stream()
                .map(Line::text)
                .filter(text -> text.startsWith("DEFAULT_INPUT_POLICY="))
                .findFirst()
                .orElse("DEFAULT_INPUT_POLICY=\"DROP\"");
        return on && policy.matches(".*(DROP|REJECT).*")
                ? Optional.of(Answer.pass("ufw is on: " + policy).at("etc/default/ufw"))
                : Optional.empty();
    }

    private static Optional<Answer> firewalld(Host host) {
        boolean on = host.units().startsAtBoot("firewalld.service");
        String zone = host.text().lines("etc/firewalld/firewalld.conf").stream()
                .map(Line::text)
                .filter(text -> text.startsWith("DefaultZone="))
                .map(text -> text.substring(12))
                .findFirst()
                .orElse("public");
        return on && !zone.equals("trusted")
                ? Optional.of(Answer.pass("firewalld is on, zone " + zone).at("etc/firewalld/firewalld.conf"))
                : Optional.empty();
    }

    private static Answer interfaces(Host host, int flag, String what) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("network interfaces");
        }
        List<String> problems = new ArrayList<>();
        for (String name : host.files().list("sys/class/net")) {
            String flags =
                    host.text().read("sys/class/net/" + name + "/flags", "").strip();
            boolean bridged = host.text().exists("sys/class/net/" + name + "/brport") || name.startsWith("veth");
            if (flags.matches("0x[0-9a-f]{1,8}")
                    && (Integer.parseUnsignedInt(flags.substring(2), 16) & flag) != 0
                    && !bridged) {
                problems.add(name + " " + what);
            }
        }
        return Answer.of(problems, "no interface " + what);
    }

    private static Answer wireless(Host host) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("network interfaces");
        }
        List<String> problems = host.files().list("sys/class/net").stream()
                .filter(name -> host.text().exists("sys/class/net/" + name + "/wireless")
                        || host.text().exists("sys/class/net/" + name + "/phy80211"))
                .map(name -> name + " is wireless")
                .toList();
        return Answer.of(problems, "no wireless interface");
    }

    private static Answer bruteForce(Host host) {
        boolean reachable = host.isLive()
                ? host.listeners().stream()
                        .anyMatch(each -> !each.isLocal() && each.program().equals("sshd"))
                : host.units().startsAtBoot("ssh.service") || host.units().startsAtBoot("sshd.service");
        if (!reachable) {
            return Answer.notApplicable("no SSH server is reachable");
        }
        if (SshdProbes.effective(host, "persourcepenalties").equals("yes")) {
            return Answer.pass("sshd itself punishes sources (PerSourcePenalties)");
        }
        List<String> blockers = List.of("fail2ban-server", "crowdsec", "sshguard", "denyhosts");
        Optional<Processes.Running> running = host.processes().find(blockers);
        boolean planned = List.of("fail2ban.service", "crowdsec.service", "sshguard.service").stream()
                .anyMatch(host.units()::startsAtBoot);
        boolean on = host.isLive() ? running.isPresent() : planned;
        if (!on) {
            return Answer.fail("nothing blocks password guessing: no fail2ban, sshguard or CrowdSec");
        }
        boolean jail = !host.packages().has("fail2ban") || jailed(host);
        return Answer.of(jail, jail ? "guessing is blocked" : "fail2ban has no sshd jail");
    }

    private static boolean jailed(Host host) {
        List<String> paths = new ArrayList<>(List.of("etc/fail2ban/jail.conf"));
        paths.addAll(host.text().glob("etc/fail2ban/jail.d/*.conf"));
        paths.add("etc/fail2ban/jail.local");
        paths.addAll(host.text().glob("etc/fail2ban/jail.d/*.local"));
        return IniFile.read(host.text(), paths)
                .find("sshd", "enabled")
                .map(each -> each.value().equals("true"))
                .orElse(false);
    }

    /** A mail server, where there is one, serves this host only. */
    private static Answer localMail(Host host) {
        if (!host.hasAny(List.of("postfix", "exim4", "sendmail"))) {
            return Answer.notApplicable("there is no mail server");
        }
        if (host.isLive()) {
            List<String> open = host.listeners().stream()
                    .filter(each -> !each.isLocal() && List.of(25, 465, 587).contains(each.port()))
                    .map(each -> described(host, each))
                    .toList();
            return Answer.of(open, "mail is taken from this host only");
        }
        String line = host.text().lines("etc/postfix/main.cf").stream()
                .map(Line::text)
                .filter(text -> text.startsWith("inet_interfaces"))
                .reduce("", (a, b) -> b);
        return Answer.of(
                line.matches(".*(loopback-only|localhost|127\\..*)"),
                "postfix: " + (line.isEmpty() ? "inet_interfaces = all" : line));
    }
}
