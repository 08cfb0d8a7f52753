package dev.seawall.engine.check.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.RealDocker;
import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.check.CheckRequest;
import dev.seawall.engine.check.Checker;
import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.net.DaemonEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The real dockerd with good and bad containers: every item that docker-bench-security automates gets the verdict that
 * its published condition gives, here worked out anew from the docker client's answers.
 */
final class DockerBenchAgreementTest {
    /** Item, what the client is asked of each container, and the answers (a pattern) that fail. */
    private static final List<List<String>> CONTAINER_ITEMS = List.of(
            List.of("4.1", "{{.Config.User}}", "|0|root"),
            List.of("5.2", "{{.AppArmorProfile}}", "|unconfined"),
            List.of("5.3", "{{.HostConfig.SecurityOpt}}", "|\\[\\]|<no value>"),
            List.of("5.4", "{{.HostConfig.CapAdd}}", "(?!\\[\\]|<no value>).*NET_ADMIN.*"),
            List.of("5.5", "{{.HostConfig.Privileged}}", "true"),
            List.of(
                    "5.6",
                    "{{range .Mounts}}{{.Source}}={{.RW}} {{end}}",
                    "(.* )?/(boot|dev|etc|lib|proc|sys|usr)?=true .*"),
            List.of(
                    "5.8",
                    "{{range $p, $b := .NetworkSettings.Ports}}{{range $b}}{{.HostPort}} {{end}}{{end}}",
                    "(.* )?([0-9]{1,3}|10[01][0-9]|102[0-3]) .*"),
            List.of("5.10", "{{.HostConfig.NetworkMode}}", "host"),
            List.of("5.11", "{{.HostConfig.Memory}}", "0"),
            List.of("5.12", "{{.HostConfig.CpuShares}} {{.HostConfig.NanoCpus}}", "0 0"),
            List.of("5.13", "{{.HostConfig.ReadonlyRootfs}}", "false"),
            List.of("5.15", "{{.HostConfig.RestartPolicy.MaximumRetryCount}}", "([6-9]|[0-9]{2,})"),
            List.of("5.16", "{{.HostConfig.PidMode}}", "host"),
            List.of("5.17", "{{.HostConfig.IpcMode}}", "host"),
            List.of("5.20", "{{range .Mounts}}{{.Propagation}} {{end}}", "(.* )?r?shared .*"),
            List.of("5.21", "{{.HostConfig.UTSMode}}", "host"),
            List.of("5.22", "{{.HostConfig.SecurityOpt}}", ".*seccomp[:=]unconfined.*"),
            List.of("5.25", "{{.HostConfig.CgroupParent}}", ".+"),
            List.of("5.26", "{{.HostConfig.SecurityOpt}}", "(?!.*no-new-privileges).*"),
            List.of("5.27", "{{if .State.Health}}yes{{end}}", ""),
            List.of("5.29", "{{.HostConfig.PidsLimit}}", "0|-1|<nil>|<no value>"),
            List.of("5.31", "{{.HostConfig.UsernsMode}}", "host"),
            List.of("5.32", "{{range .Mounts}}{{.Source}} {{end}}", ".*docker\\.sock.*"));

    private static final List<List<String>> FILE_ITEMS = List.of(
            List.of("3.2", "/lib/systemd/system/docker.service", "644"),
            List.of("3.4", "/lib/systemd/system/docker.socket", "644"),
            List.of("3.6", "/etc/docker", "755"),
            List.of("3.18", "/etc/docker/daemon.json", "644"),
            List.of("3.20", "/etc/default/docker", "644"),
            List.of("3.21", "/etc/sysconfig/docker", "644"),
            List.of("3.24", "/run/containerd/containerd.sock", "660"));

    private RealDocker docker;
    private final List<String> containers = new ArrayList<>();

    @BeforeEach
    void images() throws IOException {
        Path root = SharedFolder.require("images/alpine-minirootfs-3.20.3-x86_64.tar.gz");
        docker = RealDocker.require();
        docker.docker("import", root.toString(), "bench-bad:1");
        docker.docker("import", "--change=USER 1000", "--change=HEALTHCHECK CMD true", root.toString(), "bench-good:1");
    }

    @AfterEach
    void remove() throws IOException {
        for (String name : containers) {
            docker.docker("rm", "-f", name);
        }
    }

    private void run(String name, String image, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("run", "-d", "--name", name));
        words.addAll(List.of(options));
        words.addAll(List.of(image, "sleep", "1000"));
        containers.add(name);
        docker.docker(words.toArray(String[]::new));
    }

    private Report report() throws IOException {
        DaemonEndpoint endpoint = DaemonEndpoint.parse(docker.host(), null);
        LiveSource source = LiveEngine.read(endpoint, docker.api(), Path.of("/"), Map.of());
        return Checker.check(CheckRequest.of(List.of()), List.of(source));
    }

    /** Item number to what was decided, of those that were. */
    private static Map<String, String> verdicts(Report report) {
        Map<String, String> all = new TreeMap<>();
        for (CheckResult result : report.checks()) {
            for (String alias : result.aliases()) {
                if (alias.startsWith("docker-bench:") && result.outcome() != CheckResult.Outcome.NOT_APPLICABLE) {
                    all.merge(alias.substring(13), result.outcome().label(), (a, b) -> a.equals("fail") ? a : b);
                }
            }
        }
        return all;
    }

    private Map<String, String> expected(List<String> names) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (List<String> item : CONTAINER_ITEMS) {
            String verdict = "pass";
            for (String name : names) {
                String answer = docker.docker("inspect", "--format", item.get(1), name)
                                .strip()
                        + (item.get(1).endsWith(" {{end}}") || item.get(1).endsWith("{{end}}{{end}}") ? " " : "");
                verdict = answer.matches(item.get(2)) ? "fail" : verdict;
            }
            all.put(item.get(0), verdict);
        }
        for (List<String> item : FILE_ITEMS) {
            if (Files.exists(Path.of(item.get(1)))) {
                PosixFileAttributes facts = Files.readAttributes(Path.of(item.get(1)), PosixFileAttributes.class);
                all.put(item.get(0), octal(facts) <= Integer.parseInt(item.get(2)) ? "pass" : "fail");
            }
        }
        return all;
    }

    private static int octal(PosixFileAttributes facts) {
        int mode = 0;
        for (var permission : facts.permissions()) {
            int place = permission.ordinal() / 3 == 0 ? 100 : permission.ordinal() / 3 == 1 ? 10 : 1;
            mode += place * (permission.ordinal() % 3 == 0 ? 4 : permission.ordinal() % 3 == 1 ? 2 : 1);
        }
        return mode;
    }

    @Test
    void badContainersGetTheVerdictsOfTheBench() throws IOException {
        run(
                "bench-bad-1",
                "bench-bad:1",
                "--network=host",
                "--pid=host",
                "--ipc=host",
                "--uts=host",
                "-v",
                "/etc:/e",
                "--restart=on-failure:10",
                "--cap-add=NET_ADMIN",
                "--security-opt=seccomp=unconfined");
        run(
                "bench-bad-2",
                "bench-bad:1",
                "--network=none",
                "-v",
                docker.host().substring(7) + ":/run/docker.sock",
                "--cgroup-parent=/bench");
        run("bench-good-1", "bench-good:1", GOOD);
        Report report = report();
        assertAgrees(report, containers);
        assertEquals("fail", verdicts(report).get("5.32"));
        assertTrue(report.findings().stream()
                .anyMatch(f -> f.id().equals("container-mounts-system-folder-writable")
                        && f.location().path().equals("docker:container/bench-bad-1")));
    }

    private static final String[] GOOD = {
        "--network=none",
        "--read-only",
        "--cap-drop=ALL",
        "--security-opt=no-new-privileges",
        "-m=64m",
        "--cpus=0.5",
        "--pids-limit=50"
    };

    @Test
    void aGoodContainerPasses() throws IOException {
        run("bench-good-2", "bench-good:1", GOOD);
        Report report = report();
        assertAgrees(report, containers);
        List<String> failed = report.findings().stream()
                .filter(f -> f.location().path().equals("docker:container/bench-good-2"))
                .map(f -> f.id())
                .toList();
        assertEquals(
                List.of("container-without-apparmor", "service-disk-bandwidth-not-limited"),
                failed.stream().sorted().toList());
    }

    private void assertAgrees(Report report, List<String> names) throws IOException {
        assertEquals(List.of(), report.files().stream().map(FileStatus::reason).toList());
        Map<String, String> ours = verdicts(report);
        Map<String, String> wrong = new TreeMap<>();
        Map<String, String> bench = expected(names);
        bench.forEach((item, verdict) -> {
            if (!verdict.equals(ours.get(item))) {
                wrong.put(item, "bench " + verdict + ", ours " + ours.get(item));
            }
        });
        assertEquals(Map.of(), wrong);
        System.out.println("docker-bench items with the same verdict: " + bench.size());
    }

    @Test
    void settingsOfTheEngineAreItsFlags() throws IOException {
        Map<String, String> ours = verdicts(report());
        assertEquals("fail", ours.get("2.4"), "started with --iptables=false");
        assertEquals("pass", ours.get("2.8"), "started with --default-ulimit");
        assertEquals("fail", ours.get("2.2"), "icc is on by default");
        assertEquals("pass", ours.get("2.3"));
        assertEquals("fail", ours.get("2.15"));
        assertEquals("pass", ours.get("5.1"));
        assertEquals("manual", ours.get("5.9") == null ? "manual" : ours.get("5.9"));
    }

    @Test
    void aPrivilegedContainerThatDoesNotRunIsJudgedFromItsInspectAnswer() throws IOException {
        containers.add("bench-priv");
        docker.docker("create", "--name", "bench-priv", "--privileged", "bench-bad:1", "true");
        Path file = Files.createTempFile("seawall", ".json");
        try {
            Files.writeString(file, docker.docker("inspect", "bench-priv"));
            Report report = Checker.check(CheckRequest.of(List.of(file.toString())));
            assertEquals("fail", verdicts(report).get("5.5"));
        } finally {
            Files.delete(file);
        }
    }
}
