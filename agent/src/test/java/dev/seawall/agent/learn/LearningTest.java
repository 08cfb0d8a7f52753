package dev.seawall.agent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.agent.TestBed;
import dev.seawall.agent.container.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container does is learnt, and it lives under the profile of that; what it did not do is refused. */
final class LearningTest {
    private static final String WORK =
            "mkdir -p /data; while true; do date >> /data/log; chown 1 /data/log; /usr/bin/probe udp 127.0.0.1 53; sleep 0.2; done";

    @Test
    void profileAllowsWhatWasSeenAndNoMore(@TempDir Path folder) throws IOException {
        TestBed bed = TestBed.require();
        bed.docker("rm", "-f", "learner");
        bed.docker("run", "-d", "--name", "learner", "--network", "none", TestBed.IMAGE, "sh", "-c", WORK);
        Learning learning = new Learning(Path.of("/"));
        Container container = learning.find("learner");
        Behaviour seen = learning.learn(container, Duration.ofSeconds(3));
        assertTrue(seen.calls().contains("chown") && seen.calls().contains("socket"), seen.calls()::toString);
        assertTrue(seen.written().contains("/data/log"), seen.written()::toString);
        assertTrue(seen.connections().contains("127.0.0.1:53/udp"), seen.connections()::toString);
        Profiles profiles = new Profiles("learner", seen);
        Path seccomp = Files.writeString(
                folder.resolve("seccomp.json"), profiles.files().get("seccomp.json"));
        List<String> command = new ArrayList<>(List.of("run", "-d", "--network", "none"));
        command.addAll(profiles.runFlags(seccomp.toString()));
        List<String> same = new ArrayList<>(command);
        same.addAll(List.of(TestBed.IMAGE, "sh", "-c", WORK));
        String id = bed.docker(same.toArray(String[]::new))
                .lines()
                .reduce((a, b) -> b)
                .orElse("");
        assertEquals(
                "refused", // never seen to make a folder: the base set has no mkdir
                other(bed, command, "mkdir /data/x 2>/dev/null && echo made || echo refused"));
        assertEquals("refused", other(bed, command, "touch /etc/new 2>/dev/null && echo written || echo refused"));
        assertEquals("true", bed.docker("inspect", "-f", "{{.State.Running}}", id), () -> id);
        bed.docker("rm", "-f", "learner");
    }

    private static String other(TestBed bed, List<String> command, String script) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.set(1, "--rm");
        words.addAll(List.of(TestBed.IMAGE, "sh", "-c", script));
        return bed.docker(words.toArray(String[]::new))
                .lines()
                .reduce((a, b) -> b)
                .orElse("");
    }
}
