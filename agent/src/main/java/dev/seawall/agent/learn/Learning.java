package dev.seawall.agent.learn;

import dev.seawall.agent.activity.HostNames;
import dev.seawall.agent.activity.ProcessReader;
import dev.seawall.agent.activity.ProcessTable;
import dev.seawall.agent.activity.SensorEvent;
import dev.seawall.agent.activity.Surroundings;
import dev.seawall.agent.activity.UserNames;
import dev.seawall.agent.container.Container;
import dev.seawall.agent.container.ContainerMetadata;
import dev.seawall.agent.container.Containers;
import dev.seawall.agent.response.Groups;
import dev.seawall.agent.sensor.CallRecorder;
import dev.seawall.agent.sensor.Sensor;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Watches one container for a while. */
public final class Learning {
    private static final Set<String> CALLS = Set.of(
            "open",
            "openat",
            "openat2",
            "creat",
            "connect",
            "listen",
            "rename",
            "renameat",
            "renameat2",
            "unlink",
            "unlinkat",
            "mkdir",
            "mkdirat",
            "rmdir",
            "link",
            "linkat",
            "symlink",
            "symlinkat",
            "mknod",
            "mknodat");

    private final Path root;
    private final Containers containers;
    private final ProcessTable table;
    private final Groups groups;

    /** @param root the host's root folder */
    public Learning(Path root) {
        this.root = root;
        this.containers = new Containers(new ContainerMetadata(root));
        this.table = new ProcessTable(containers, new ProcessReader(root.resolve("proc")));
        this.groups = new Groups(root);
    }

    /**
     * A running container by its name or the begin of its id.
     *
     * @throws SeawallException where there is none
     */
    public Container find(String name) {
        table.seed();
        for (Container each : containers.all()) {
            if (each.info().name().equals(name)
                    || (name.length() >= 4 && each.fullId().startsWith(name))) {
                return each;
            }
        }
        throw new SeawallException(
                "find the container " + name, "no running container has that name or id", "docker ps lists them");
    }

    /** A living process of a container. */
    public int member(Container container) {
        return groups.member(container.fullId());
    }

    /** Watches a container. */
    public Behaviour learn(Container container, Duration duration) {
        int process = member(container);
        SensorEvent event = new SensorEvent(
                new Surroundings("localhost", Clock.systemUTC(), new UserNames(root), new HostNames(root)));
        Observer observer = new Observer(container.fullId(), table, event);
        Meter meter = new Meter(groups, process);
        long end = System.nanoTime() + duration.toNanos();
        try (CallRecorder recorder = CallRecorder.open(group(process));
                Sensor sensor = Sensor.open(call -> CALLS.contains(call.name()))) {
            while (System.nanoTime() - end < 0) {
                sensor.poll(observer);
                meter.look();
            }
            return new Behaviour(
                    recorder.calls(),
                    names(recorder.capabilities()),
                    observer.programs,
                    observer.written,
                    observer.connections,
                    observer.listens,
                    meter.usage());
        }
    }

    private static SortedSet<String> names(BitSet capabilities) {
        SortedSet<String> names = new TreeSet<>();
        capabilities.stream().forEach(each -> names.add(SensorEvent.capability(each)));
        return names;
    }

    private long group(int process) {
        Path folder = groups.folder(process, "pids");
        try {
            if (folder == null) {
                throw new IOException("it has no control group");
            }
            return (Long) Objects.requireNonNull(Files.getAttribute(folder, "unix:ino"));
        } catch (IOException e) {
            throw new SeawallException("learn from the container", "it has ended", "Start it again", e);
        }
    }
}
