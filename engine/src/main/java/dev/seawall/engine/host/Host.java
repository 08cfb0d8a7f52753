package dev.seawall.engine.host;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.ecosystem.EndOfLife;
import dev.seawall.engine.ecosystem.OsRelease;
import dev.seawall.engine.model.Os;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything an audit may know of one host; each fact is read when first asked for. Thread-safe. */
final class Host {
    private final HostText text;
    private final boolean live;
    private final Instant now;
    private final Supplier<Advisories> advisories;
    private final Lazy<Os> os = new Lazy<>(this::readOs);
    private final Lazy<InstalledPackages> packages;
    private final Lazy<Accounts> accounts;
    private final Lazy<SshdConfig> sshd = new Lazy<>(this::readSshd);
    private final Lazy<SysctlSettings> sysctl;
    private final Lazy<Sudoers> sudoers;
    private final Lazy<Units> units;
    private final Lazy<Processes> processes;
    private final Lazy<List<Listener>> listeners;
    private final Lazy<AptSettings> apt;
    private final Lazy<List<AptSource>> sources;
    private final Lazy<PendingUpdates> pending;
    private final Lazy<PackageFiles> owners;
    private final Lazy<TreeWalk> walk = new Lazy<>(this::readTree);
    private final Lazy<List<MountPoint>> mounted;
    private final Lazy<List<MountPoint>> planned;
    private final Lazy<Vulnerable> vulnerable;

    /** @param live whether these files are those of the running host, proc and sys included */
    Host(HostFiles files, boolean live, Instant now, Supplier<Advisories> advisories) {
        this.text = new HostText(files);
        this.live = live;
        this.now = now;
        this.advisories = advisories;
        packages = new Lazy<>(() -> InstalledPackages.read(text, os()));
        accounts = new Lazy<>(() -> Accounts.read(text));
        sysctl = new Lazy<>(() -> SysctlSettings.read(text));
        sudoers = new Lazy<>(() -> Sudoers.read(text));
        units = new Lazy<>(() -> Units.read(text));
        processes = new Lazy<>(() -> Processes.read(text, live));
        listeners = new Lazy<>(() -> Listener.read(text, processes()));
        apt = new Lazy<>(() -> AptSettings.read(text));
        sources = new Lazy<>(() -> AptSource.read(text));
        pending = new Lazy<>(() -> PendingUpdates.read(text, packages()));
        owners = new Lazy<>(() -> PackageFiles.read(text));
        mounted = new Lazy<>(() -> live ? MountPoint.mounted(text) : List.of());
        planned = new Lazy<>(() -> MountPoint.planned(text));
        vulnerable = new Lazy<>(() -> Vulnerable.of(packages().all(), os(), this.advisories));
    }

    private Os readOs() {
        Map<String, byte[]> found = new HashMap<>();
        Stream.of(
                        "etc/os-release",
                        "usr/lib/os-release",
                        "etc/alpine-release",
                        "etc/debian_version",
                        "etc/redhat-release")
                .forEach(path -> text.find(path)
                        .ifPresent(content -> found.put(path, content.getBytes(StandardCharsets.UTF_8))));
        return EndOfLife.assess(
                OsRelease.detect(found), now.atZone(ZoneOffset.UTC).toLocalDate());
    }

    private SshdConfig readSshd() {
        List<Line> options = text.lines("etc/default/ssh").stream()
                .filter(line -> line.text().startsWith("SSHD_OPTS="))
                .flatMap(line -> SshdDefaults.commandLine(line).stream())
                .toList();
        return SshdConfig.read(text, "etc/ssh/sshd_config", options);
    }

    private TreeWalk readTree() {
        Accounts known = accounts();
        Set<Integer> users =
                known.users().stream().map(user -> (int) user.uid()).collect(Collectors.toSet());
        Set<Integer> groups =
                known.groups().stream().map(group -> (int) group.gid()).collect(Collectors.toSet());
        Set<String> other = new HashSet<>();
        mounted().forEach(mount -> other.add(mount.folder().substring(1)));
        other.remove("");
        return TreeWalk.read(text.files(), users, groups, other);
    }

    HostText text() {
        return text;
    }

    HostFiles files() {
        return text.files();
    }

    boolean isLive() {
        return live;
    }

    Instant now() {
        return now;
    }

    /** Days since a time in seconds; negative where it lies in the future. */
    long daysSince(long seconds) {
        return Math.floorDiv(now.getEpochSecond() - seconds, 86_400L);
    }

    Os os() {
        return os.get();
    }

    InstalledPackages packages() {
        return packages.get();
    }

    Accounts accounts() {
        return accounts.get();
    }

    SshdConfig sshd() {
        return sshd.get();
    }

    SysctlSettings sysctl() {
        return sysctl.get();
    }

    Sudoers sudoers() {
        return sudoers.get();
    }

    Units units() {
        return units.get();
    }

    Processes processes() {
        return processes.get();
    }

    List<Listener> listeners() {
        return listeners.get();
    }

    AptSettings apt() {
        return apt.get();
    }

    List<AptSource> sources() {
        return sources.get();
    }

    PendingUpdates pending() {
        return pending.get();
    }

    PackageFiles owners() {
        return owners.get();
    }

    TreeWalk walk() {
        return walk.get();
    }

    List<MountPoint> mounted() {
        return mounted.get();
    }

    List<MountPoint> planned() {
        return planned.get();
    }

    Vulnerable vulnerable() {
        return vulnerable.get();
    }

    PamStack pam(String service, String type) {
        return PamStack.read(text, service, type);
    }

    IniFile ini(String name) {
        return IniFile.withDropIns(text, name);
    }

    /** A value of {@code /etc/login.defs}; the last line wins. */
    Optional<Line> loginDefs(String key) {
        return text.lines("etc/login.defs").stream()
                .filter(line ->
                        line.words().size() > 1 && line.words().getFirst().equals(key))
                .reduce((before, after) -> after);
    }

    /** A program in the usual folders. */
    Optional<String> program(String name) {
        return Stream.of("usr/sbin/", "usr/bin/", "usr/local/sbin/", "usr/local/bin/", "sbin/", "bin/", "opt/bin/")
                .map(folder -> folder + name)
                .filter(text::exists)
                .findFirst();
    }

    boolean hasAny(List<String> packagesOrPrograms) {
        return packagesOrPrograms.stream()
                .anyMatch(name -> packages().has(name) || program(name).isPresent());
    }

    /** The modules the running kernel has loaded, dashes written as underscores. */
    Set<String> loadedModules() {
        return text.lines("proc/modules").stream()
                .map(line -> line.words().getFirst().replace('-', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether containers run here: forwarding and bridges are then wanted. */
    boolean runsContainers() {
        return hasAny(List.of("dockerd", "containerd", "podman", "crio", "kubelet", "k3s", "lxd", "incus"));
    }

    boolean hasSshd() {
        return packages().has("openssh-server") || program("sshd").isPresent() || text.exists("etc/ssh/sshd_config");
    }
}
