package dev.seawall.engine.host;

import com.google.re2j.Pattern;
import dev.seawall.engine.files.FileEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Modules, boot loader, mandatory access control, encryption, mitigations. */
final class KernelProbes {
    private KernelProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("module-blocked", KernelProbes::blocked);
        all.put("core-dumps", (host, condition) -> cores(host));
        all.put("access-control", (host, condition) -> accessControl(host));
        all.put("boot-loader", (host, condition) -> bootLoader(host));
        all.put("boot-file", KernelProbes::bootFile);
        all.put("boot-parameters", KernelProbes::parameters);
        all.put("disk-encryption", (host, condition) -> encryption(host));
        all.put("kernel-taint", (host, condition) -> taint(host));
        all.put("lockdown", (host, condition) -> lockdown(host));
        all.put("proc-value", KernelProbes::procValue);
        return all;
    }

    /** {@code modules} cannot be loaded; one that the running kernel has loaded counts against it. */
    private static Answer blocked(Host host, Condition condition) {
        Set<String> loaded = host.loadedModules();
        List<String> problems = new ArrayList<>();
        List<String> fine = new ArrayList<>();
        for (String name : condition.texts("modules")) {
            String plain = name.replace('-', '_');
            if (loaded.contains(plain) || isBuiltIn(host, name)) {
                problems.add(name + " is loaded");
            } else if (!isBlocked(host, plain) && canLoad(host, name)) {
                problems.add(name + " may be loaded");
            } else {
                fine.add(name);
            }
        }
        if (condition.flag("usbguard") && host.hasAny(List.of("usbguard"))) {
            return Answer.pass("usbguard decides");
        }
        return Answer.of(problems, "cannot be loaded: " + String.join(", ", fine));
    }

    /** A file system the running kernel offers without a module. */
    private static boolean isBuiltIn(Host host, String name) {
        return host.isLive()
                && host.text().lines("proc/filesystems").stream()
                        .anyMatch(line -> line.words().getLast().equals(name));
    }

    private static boolean canLoad(Host host, String name) {
        List<String> kernels = host.files().list("lib/modules");
        if (kernels.isEmpty()) {
            return !host.isLive() || host.text().exists("proc/modules");
        }
        String file = "/" + name.replace('_', '-') + ".ko";
        return kernels.stream()
                .map(kernel -> host.text().find("lib/modules/" + kernel + "/modules.dep"))
                .anyMatch(text -> text.isEmpty()
                        || text.get().contains(file)
                        || text.get().contains(file.replace('-', '_')));
    }

    private static boolean isBlocked(Host host, String name) {
        boolean off = false;
        for (String folder : List.of("etc/modprobe.d", "run/modprobe.d", "usr/lib/modprobe.d", "lib/modprobe.d")) {
            for (String path : host.text().glob(folder + "/*.conf")) {
                for (Line line : host.text().joinedLines(path)) {
                    List<String> words = line.words();
                    boolean about =
                            words.size() > 1 && words.get(1).replace('-', '_').equals(name);
                    off |= about
                            && words.getFirst().equals("install")
                            && words.size() > 2
                            && words.get(2).matches("(/usr)?/s?bin/(false|true)");
                }
            }
        }
        return off;
    }

    private static Answer cores(Host host) {
        boolean limited = host.text().glob("etc/security/limits.d/*.conf").stream()
                        .flatMap(path -> host.text().lines(path).stream())
                        .anyMatch(KernelProbes::forbidsCores)
                || host.text().lines("etc/security/limits.conf").stream().anyMatch(KernelProbes::forbidsCores);
        Optional<IniFile.Setting> storage = host.ini("systemd/coredump.conf").find("Coredump", "Storage");
        boolean none =
                storage.map(each -> each.value().equalsIgnoreCase("none")).orElse(false);
        String suid = SettingProbes.value(host, "fs.suid_dumpable").orElse("0");
        if (!suid.equals("0")) {
            return Answer.fail("fs.suid_dumpable is " + suid + ": set-id programs leave core dumps");
        }
        return Answer.of(
                        limited || none,
                        limited
                                ? "limits forbid core dumps"
                                : none ? "systemd stores none" : "nothing limits core dumps")
                .at("etc/security/limits.conf");
    }

    private static boolean forbidsCores(Line line) {
        return line.text().matches("\\*\\s+(hard|-)\\s+core\\s+0\\b.*");
    }

    private static Answer accessControl(Host host) {
        if (!host.isLive()) {
            return plannedControl(host);
        }
        String modules = host.text().read("sys/kernel/security/lsm", "").strip();
        String selinux = host.text().read("sys/fs/selinux/enforce", "").strip();
        long enforced = host.text()
                .read("sys/kernel/security/apparmor/profiles", "")
                .lines()
                .filter(line -> line.endsWith("(enforce)"))
                .count();
        if (selinux.equals("1")) {
            return Answer.pass("SELinux enforces");
        }
        return Answer.of(
                enforced > 0,
                enforced > 0
                        ? "AppArmor enforces " + enforced + " profiles"
                        : "neither AppArmor nor SELinux enforces anything; the kernel has: "
                                + (modules.isEmpty() ? "none" : modules));
    }

    private static Answer plannedControl(Host host) {
        String selinux = host.text().lines("etc/selinux/config").stream()
                .map(Line::text)
                .filter(text -> text.startsWith("SELINUX="))
                .findFirst()
                .orElse("");
        if (!selinux.isEmpty()) {
            return Answer.of(selinux.equals("SELINUX=enforcing"), selinux).at("etc/selinux/config");
        }
        boolean profiles = host.text().glob("etc/apparmor.d/*").size() > 3;
        return profiles && host.units().startsAtBoot("apparmor.service")
                ? Answer.pass("AppArmor starts at boot")
                : Answer.fail("neither SELinux nor AppArmor is set up");
    }

    private static Optional<String> bootConfig(Host host) {
        return List.of("boot/grub/grub.cfg", "boot/grub2/grub.cfg", "boot/efi/EFI/debian/grub.cfg").stream()
                .filter(host.text()::exists)
                .findFirst();
    }

    private static Answer bootLoader(Host host) {
        Optional<String> path = bootConfig(host);
        if (path.isEmpty()) {
            return Answer.notApplicable("no GRUB here: another loader or a virtual machine's own kernel");
        }
        FileEntry entry = host.files().resolve(path.get()).orElseThrow();
        String text = host.text().read(path.get(), "");
        boolean password = (text.contains("password_pbkdf2") && text.contains("superusers"))
                || host.text().read("boot/grub2/user.cfg", "").contains("GRUB2_PASSWORD");
        List<String> problems = new ArrayList<>();
        if ((entry.mode() & 077) != 0 || entry.uid() != 0) {
            problems.add("/" + path.get() + " has mode " + FileProbes.octal(entry.mode()));
        }
        if (!password && !secureBoot(host)) {
            problems.add("neither a GRUB password nor Secure Boot");
        }
        return Answer.of(problems, password ? "GRUB asks for a password" : "Secure Boot is on")
                .at(path.get());
    }

    /** The variable is four bytes of attributes and one of value. */
    private static boolean secureBoot(Host host) {
        return host.text().glob("sys/firmware/efi/efivars/SecureBoot-*").stream()
                .map(path -> host.text().read(path, ""))
                .anyMatch(text -> text.length() >= 5 && text.charAt(text.length() - 1) == 1);
    }

    private static Answer bootFile(Host host, Condition condition) {
        List<String> problems = new ArrayList<>();
        int seen = 0;
        for (String glob : condition.texts("paths")) {
            for (String path : host.text().glob(glob)) {
                seen++;
                host.files()
                        .resolve(path)
                        .filter(entry -> (entry.mode() & 022) != 0 || entry.uid() != 0)
                        .ifPresent(entry -> problems.add("/" + path + " has mode " + FileProbes.octal(entry.mode())));
            }
        }
        return seen == 0
                ? Answer.notApplicable("nothing to boot lies here")
                : Answer.of(problems, seen + " files of root only");
    }

    /** The kernel's command line, else what GRUB will give it, must not match {@code forbid} or must {@code require}. */
    private static Answer parameters(Host host, Condition condition) {
        String line = host.isLive()
                ? host.text().read("proc/cmdline", "").strip()
                : host.text()
                        .read("etc/default/grub", "")
                        .lines()
                        .filter(each -> each.startsWith("GRUB_CMDLINE_LINUX"))
                        .reduce("", (a, b) -> a + " " + b);
        if (line.isEmpty()) {
            return Answer.notApplicable("no kernel command line is known");
        }
        Optional<String> forbid = condition.find("forbid");
        boolean bad = forbid.isPresent()
                && Pattern.compile(forbid.get()).matcher(line).find();
        boolean lacks = condition
                .find("require")
                .map(regex -> !Pattern.compile(regex).matcher(line).find())
                .orElse(false);
        return Answer.of(!bad && !lacks, "the kernel was given: " + SettingProbes.shortened(line))
                .at(host.isLive() ? "proc/cmdline" : "etc/default/grub");
    }

    private static Answer encryption(Host host) {
        if (!host.isLive()) {
            boolean planned = !host.text().lines("etc/crypttab").isEmpty();
            return planned ? Answer.pass("crypttab opens encrypted volumes") : Answer.needsRunningHost("the volumes");
        }
        boolean crypt = host.text().glob("sys/block/dm-*/dm/uuid").stream()
                .anyMatch(path -> host.text().read(path, "").startsWith("CRYPT-"));
        List<String> plain = host.text().lines("proc/swaps").stream()
                .map(line -> line.words().getFirst())
                .filter(name -> name.startsWith("/") && !name.startsWith("/dev/dm-") && !name.startsWith("/dev/zram"))
                .toList();
        if (!plain.isEmpty()) {
            return Answer.fail("swap in the clear: " + Answer.named(plain));
        }
        return Answer.of(crypt, crypt ? "volumes are on dm-crypt" : "no volume is on dm-crypt");
    }

    /** Bits of forced (1), unsigned (13) and out-of-tree (12) modules, and of a past oops (7). */
    private static Answer taint(Host host) {
        String text = host.text().read("proc/sys/kernel/tainted", "").strip();
        if (!host.isLive() || !text.matches("\\d{1,18}")) {
            return Answer.needsRunningHost("the kernel's state");
        }
        long bits = Long.parseLong(text);
        return Answer.of((bits & (1 << 1 | 1 << 13)) == 0, "kernel taint is " + bits);
    }

    private static Answer lockdown(Host host) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("kernel lockdown");
        }
        String mode = host.text().read("sys/kernel/security/lockdown", "").strip();
        boolean on = mode.contains("[integrity]") || mode.contains("[confidentiality]");
        return Answer.of(on, mode.isEmpty() ? "the kernel has no lockdown" : "lockdown: " + mode);
    }

    /** {@code path} below proc or sys matches {@code expect}. */
    private static Answer procValue(Host host, Condition condition) {
        if (!host.isLive()) {
            return Answer.needsRunningHost("/" + condition.text("path"));
        }
        Optional<String> value = host.text().find(condition.text("path")).map(String::strip);
        if (value.isEmpty()) {
            return Answer.notApplicable("this kernel has no /" + condition.text("path"));
        }
        boolean passed =
                Pattern.compile(condition.text("expect")).matcher(value.get()).find();
        return Answer.of(passed, "/" + condition.text("path") + " is " + SettingProbes.shortened(value.get()))
                .at(condition.text("path"));
    }
}
