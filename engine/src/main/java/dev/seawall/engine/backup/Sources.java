package dev.seawall.engine.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths behind a plan's sources. */
final class Sources {
    private Sources() {}

    static List<String> paths(BackupPlan plan) {
        return plan.sources().stream()
                .map(source -> source.startsWith("docker:") ? volume(source.substring("docker:".length())) : source)
                .toList();
    }

    /** Asks Docker where a volume lies; without an answer it is where Docker puts volumes by default. */
    private static String volume(String name) {
        String usual = "/var/lib/docker/volumes/" + name + "/_data";
        Optional<Path> docker = Program.onPath("docker");
        if (docker.isEmpty()) {
            return usual;
        }
        List<String> command =
                List.of(docker.get().toString(), "volume", "inspect", "--format", "{{.Mountpoint}}", name);
        Program.Result result = Program.run(command, Map.of(), line -> {});
        return result.exit() == 0 && result.output().startsWith("/") ? result.output() : usual;
    }
}
