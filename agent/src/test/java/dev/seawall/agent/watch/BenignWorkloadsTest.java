package dev.seawall.agent.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.agent.Shared;
import dev.seawall.agent.TestBed;
import dev.seawall.engine.rule.OwnRules;
import dev.seawall.engine.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What containers do every day fires no rule, neither a published one nor one of ours. */
final class BenignWorkloadsTest {
    private static final Map<String, List<String>> WORKLOADS = new LinkedHashMap<>();

    static {
        add("prints and ends", "echo hello; id; uname -a; date; env");
        add(
                "reads its configuration",
                "cat /etc/hosts /etc/resolv.conf /etc/os-release /opt/config; ls -la / /etc /usr");
        add("writes its data", "mkdir -p /data/a; dd if=/dev/zero of=/data/a/b bs=4k count=100; sync; rm -r /data");
        add("appends to its log", "for i in 1 2 3; do echo line >> /var/log/app.log; done; tail -1 /var/log/app.log");
        add(
                "serves and asks over loopback",
                "(echo ok | httpd-probe) ; mkdir /www; echo hi > /www/index.html; nginx listen 127.0.0.1 8080; sleep 0");
        add("pipes and filters", "seq 1 1000 | sort -r | uniq | awk '{s+=$1} END {print s}' | sed s/0/1/");
        add("archives", "tar cf /tmp/x.tar /opt/config; gzip /tmp/x.tar; zcat /tmp/x.tar.gz > /tmp/y; md5sum /tmp/y");
        add("starts many short processes", "i=0; while [ $i -lt 50 ]; do /bin/true; i=$((i+1)); done");
        add("drops its privileges", "su -s /bin/sh nobody -c 'id; touch /tmp/mine'");
        add("links and renames its files", "cd /tmp; echo a > a; ln -s a b; ln a c; mv a d; rm b c d");
        add("sleeps and is signalled", "sleep 30 & p=$!; kill $p; wait");
        add("changes modes and owners", "touch /tmp/f; chmod 600 /tmp/f; chown nobody /tmp/f; stat /tmp/f");
        add("works in the background", "(sleep 0; echo done) & wait; ps; df; free; uptime");
        add("looks around in proc", "cat /proc/self/status /proc/meminfo /proc/cpuinfo /proc/mounts");
    }

    private static void add(String name, String script) {
        WORKLOADS.put(name, List.of("run", "--rm", "--network", "none", TestBed.IMAGE, "sh", "-c", script));
    }

    @Test
    void nothingFires() throws IOException, InterruptedException {
        TestBed bed = TestBed.require();
        List<RuleBook.Source> sources = new ArrayList<>(OwnRules.sources());
        List<RuleBook.Source> published = new ArrayList<>();
        for (String file : List.of("falco_rules.yaml", "falco-incubating_rules.yaml")) {
            published.add(new RuleBook.Source(file, Files.readAllBytes(Shared.require("rules/falco/" + file))));
        }
        List<dev.seawall.engine.rule.Rule> rules =
                new ArrayList<>(RuleBook.read(sources).rules());
        rules.addAll(RuleBook.read(published).rules());
        List<String> loud = new ArrayList<>();
        try (RunningWatch watch = new RunningWatch(bed, rules)) {
            watch.drain();
            for (Map.Entry<String, List<String>> each : WORKLOADS.entrySet()) {
                bed.docker(each.getValue().toArray(String[]::new));
                Set<String> fired = watch.fired();
                if (!fired.isEmpty()) {
                    loud.add(each.getKey() + " fires " + fired);
                }
            }
        }
        assertEquals(List.of(), loud);
        System.out.println(WORKLOADS.size() + " workloads stayed silent");
    }
}
