package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What OpenSSH does where nothing is set, by its release; from the manual pages and release notes of each. */
final class SshdDefaults {
    private static final Pattern RELEASE = Pattern.compile("(?:\\d+:)?(\\d{1,3})\\.(\\d{1,3}).*");
    private static final Pattern OPTION = Pattern.compile("-o\\s*[\"']?([A-Za-z]+)[=\\s]+([^\"'\\s]+)");
    private static final Map<String, String> ALWAYS = always();

    private SshdDefaults() {}

    private static Map<String, String> always() {
        Map<String, String> all = new HashMap<>();
        all.put("passwordauthentication", "yes");
        all.put("kbdinteractiveauthentication", "yes");
        all.put("pubkeyauthentication", "yes");
        all.put("permitemptypasswords", "no");
        all.put("permituserenvironment", "no");
        all.put("hostbasedauthentication", "no");
        all.put("ignorerhosts", "yes");
        all.put("x11forwarding", "no");
        all.put("allowtcpforwarding", "yes");
        all.put("allowagentforwarding", "yes");
        all.put("gatewayports", "no");
        all.put("permittunnel", "no");
        all.put("maxauthtries", "6");
        all.put("maxsessions", "10");
        all.put("maxstartups", "10:30:100");
        all.put("logingracetime", "120");
        all.put("clientaliveinterval", "0");
        all.put("clientalivecountmax", "3");
        all.put("loglevel", "INFO");
        all.put("usepam", "no");
        all.put("strictmodes", "yes");
        all.put("banner", "none");
        all.put("authenticationmethods", "any");
        all.put("gssapiauthentication", "no");
        all.put("disableforwarding", "no");
        all.put("tcpkeepalive", "yes");
        all.put("printlastlog", "yes");
        all.put("requiredrsasize", "1024");
        all.put("fingerprinthash", "sha256");
        all.put("persourcepenalties", "");
        all.put("rekeylimit", "default none");
        return Map.copyOf(all);
    }

    /** Hundred times the major release plus the minor one of a package version such as {@code 1:9.2p1-2}; 0 if unknown. */
    static int release(String version) {
        Matcher matcher = RELEASE.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2)) : 0;
    }

    /** @param release as {@link #release}; 0 stands for a current one */
    static String of(String keyword, int release) {
        int known = release == 0 ? 900 : release;
        return switch (keyword) {
            case "permitrootlogin" -> known >= 700 ? "prohibit-password" : "yes";
            case "protocol" -> known >= 504 ? "2" : "2,1";
            case "useprivilegeseparation" -> "sandbox";
            case "ciphers" -> ciphers(known);
            case "macs" -> macs(known);
            case "kexalgorithms" -> kex(known);
            case "persourcepenalties" -> known >= 908 ? "yes" : "no";
            default -> ALWAYS.getOrDefault(keyword, "");
        };
    }

    private static String ciphers(int release) {
        String modern =
                "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com";
        return release >= 607 ? modern : modern + ",arcfour256,arcfour128,aes128-cbc,3des-cbc,blowfish-cbc,arcfour";
    }

    private static String macs(int release) {
        String modern = "umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
                + "hmac-sha1-etm@openssh.com,umac-64@openssh.com,hmac-sha2-256,hmac-sha2-512,hmac-sha1";
        return release >= 607 ? modern : "hmac-md5,hmac-md5-96,hmac-sha1-96," + modern;
    }

    private static String kex(int release) {
        String modern = "curve25519-sha256,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
                + "diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,diffie-hellman-group14-sha256";
        if (release >= 802) {
            return modern;
        }
        String older = modern + ",diffie-hellman-group14-sha1";
        return release >= 607 ? older : older + ",diffie-hellman-group1-sha1";
    }

    /** A list that starts with {@code +}, {@code -} or {@code ^} changes the default one. */
    static List<String> list(String value, String otherwise) {
        List<String> base = new ArrayList<>(List.of(otherwise.split(",")));
        List<String> named = List.of(value.replaceFirst("^[+^-]", "").split("\\s*,\\s*"));
        if (value.startsWith("-")) {
            base.removeIf(each -> named.stream().anyMatch(glob -> each.matches(HostText.regex(glob))));
            return base;
        }
        if (value.startsWith("+") || value.startsWith("^")) {
            base.addAll(named);
            return base;
        }
        return named;
    }

    /** The {@code -o} options of a line that starts sshd. */
    static List<Line> commandLine(Line line) {
        List<Line> options = new ArrayList<>();
        Matcher matcher = OPTION.matcher(line.text());
        while (matcher.find()) {
            options.add(new Line(line.path(), line.number(), matcher.group(1) + " " + matcher.group(2)));
        }
        return options;
    }
}
