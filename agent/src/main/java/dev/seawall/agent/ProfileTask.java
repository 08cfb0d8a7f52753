package dev.seawall.agent;

import dev.seawall.agent.container.Container;
import dev.seawall.agent.learn.Behaviour;
import dev.seawall.agent.learn.Learning;
import dev.seawall.agent.learn.Profiles;
import dev.seawall.agent.learn.Proof;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.AgentTask;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code seawall profile}: watches a container, writes what allows just that, and proves it where asked. */
final class ProfileTask {
    private final AgentTask.Profile task;
    private final PrintStream out;
    private final PrintStream notes;

    ProfileTask(AgentTask.Profile task, PrintStream out, PrintStream notes) {
        this.task = task;
        this.out = out;
        this.notes = notes;
    }

    int run() {
        Learning learning = new Learning(Path.of("/"));
        Container container = learning.find(task.container());
        notes.println("watching " + task.container() + " for " + task.duration().toSeconds() + " s");
        notes.flush();
        Behaviour seen = learning.learn(container, task.duration());
        Profiles profiles = new Profiles(container.info().name(), seen);
        out.print(profiles.summary());
        if (task.output() == null && !task.prove()) {
            return 0;
        }
        Path folder = task.output() == null ? temporary() : task.output();
        write(folder, profiles);
        return task.prove() ? prove(container, profiles, folder) : 0;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("seawall-profile");
        } catch (IOException e) {
            throw new SeawallException("write the profile", "there is no room for it", "Name a folder with -o", e);
        }
    }

    private void write(Path folder, Profiles profiles) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> each : profiles.files().entrySet()) {
                Files.writeString(folder.resolve(each.getKey()), each.getValue());
            }
            notes.println("written to " + folder);
        } catch (IOException e) {
            throw new SeawallException(
                    "write the profile to " + folder, "it cannot be written", "Name another folder", e);
        }
    }

    private int prove(Container container, Profiles profiles, Path folder) {
        Proof.Outcome outcome = new Proof(container.fullId())
                .run(profiles.runFlags(
                        folder.resolve("seccomp.json").toAbsolutePath().toString()));
        notes.println((outcome.proven() ? "proven: " : "not proven: ") + outcome.evidence());
        notes.println("not proven: AppArmor and SELinux text, which this kernel may not enforce");
        return outcome.proven() ? 0 : 1;
    }
}
