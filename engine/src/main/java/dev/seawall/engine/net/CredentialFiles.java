package dev.seawall.engine.net;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where Docker and Podman keep logins, most specific first. */
final class CredentialFiles {
    private CredentialFiles() {}

    static Path dockerFolder(Map<String, String> environment) {
        String stated = environment.getOrDefault("DOCKER_CONFIG", "");
        return stated.isEmpty() ? home(environment).resolve(".docker") : Path.of(stated);
    }

    static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? "/nonexistent" : home);
    }

    /** All files that may hold logins, whether they exist or not. */
    static List<Path> all(Map<String, String> environment) {
        List<Path> files = new ArrayList<>();
        String stated = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
        if (!stated.isEmpty()) {
            files.add(Path.of(stated));
        }
        if (environment.containsKey("DOCKER_CONFIG")) {
            files.add(dockerFolder(environment).resolve("config.json"));
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            files.add(Path.of(runtime, "containers", "auth.json"));
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path configFolder = config.isEmpty() ? home(environment).resolve(".config") : Path.of(config);
        files.add(configFolder.resolve("containers").resolve("auth.json"));
        files.add(dockerFolder(environment).resolve("config.json"));
        return files.stream().distinct().toList();
    }
}
