package dev.seawall.server.registry;

import dev.seawall.engine.format.Json;
import dev.seawall.server.registry.gate.GateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The gate's own login at its backend, in the form in which registry clients read logins. */
final class BackendLogin {
    private BackendLogin() {}

    /** Variables that name a folder with the login, readable by the owner alone, and nothing else. */
    static Map<String, String> environment(GateSettings gate) throws IOException {
        String authorization = gate.authorization();
        Path folder = Files.createTempDirectory("seawall-login");
        folder.toFile().deleteOnExit();
        if (authorization != null) {
            var root = Json.mapper().createObjectNode();
            root.putObject("auths").putObject(gate.backendHost()).put("auth", authorization.substring(6));
            Path file = Files.write(folder.resolve("config.json"), Json.mapper().writeValueAsBytes(root));
            file.toFile().deleteOnExit();
        }
        return Map.of("DOCKER_CONFIG", folder.toString(), "HOME", folder.toString());
    }
}
