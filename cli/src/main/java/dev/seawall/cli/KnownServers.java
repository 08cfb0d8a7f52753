package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ServerClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code seawall login} keeps of each server: a token and the authority to trust, in a file of mode 0600. */
final class KnownServers {
    private final Path file;

    private KnownServers(Path file) {
        this.file = file;
    }

    static KnownServers ofUser() {
        return new KnownServers(SeawallHome.resolve().data().resolve("servers.json"));
    }

    /** A client for a server: SEAWALL_TOKEN where it is set, else the kept token. */
    ServerClient client(String url) {
        URI address = ServerClient.address(url);
        try {
            JsonNode known = read().path(address.toString());
            String variable = System.getenv("SEAWALL_TOKEN");
            String token = variable != null && !variable.isEmpty() ? variable : textOrNull(known, "token");
            return ServerClient.open(address.toString(), token, textOrNull(known, "authority"));
        } catch (IOException e) {
            throw new SeawallException("read " + file, "" + e.getMessage(), "Log in again: seawall login " + url, e);
        }
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        String text = node.path(name).asString("");
        return text.isEmpty() ? null : text;
    }

    private ObjectNode read() throws IOException {
        if (!Files.exists(file)) {
            return Json.mapper().createObjectNode();
        }
        return Json.parse(Files.readAllBytes(file)) instanceof ObjectNode known
                ? known
                : Json.mapper().createObjectNode();
    }

    void keep(String url, String token, @Nullable String authority) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            ObjectNode all = read();
            ObjectNode known = all.putObject(ServerClient.address(url).toString());
            known.put("token", token);
            if (authority != null) {
                known.put("authority", authority);
            }
            Path fresh = file.resolveSibling("servers.json.new");
            Files.deleteIfExists(fresh);
            OwnerOnly.write(fresh, Json.mapper().writeValueAsString(all));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SeawallException("keep the login in " + file, "" + e.getMessage(), "Make it writable", e);
        }
    }
}
