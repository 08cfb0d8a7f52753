package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The words of {@code check} that mean something live instead of a path: {@code docker:}, {@code cluster:CONTEXT} … */
final class LivePaths {
    private static final Set<String> WORDS = Set.of("docker", "host", "cluster", "registry");

    private LivePaths() {}

    /** Refuses live targets, none of which is there yet, and an empty list. */
    static void requireFiles(List<String> paths) {
        if (paths.isEmpty()) {
            throw new SeawallException(
                    "check nothing", "no path was given", "Name files or folders, or --list to see the checks");
        }
        for (String path : paths) {
            int colon = path.indexOf(':');
            String word = colon < 0 ? path : path.substring(0, colon);
            if (WORDS.contains(word) && colon < 0 && Files.exists(Path.of(path))) {
                throw new SeawallException(
                        "check " + path,
                        "it may mean the path ./" + path + " or the live " + path + ":",
                        "Write ./" + path + " or " + path + ":");
            }
            if (WORDS.contains(word)) {
                throw new SeawallException(
                        "check " + word + ":", "checking it live is not there yet", "Name files or folders");
            }
        }
    }
}
