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
import java.util.List;
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
        return client(url, System.getenv("SEAWALL_TOKEN"));
    }

    /** A client for a server, with this token where it is given, else the kept one. */
    ServerClient client(String url, @Nullable String given) {
        URI address = ServerClient.address(url);
        try {
            JsonNode known = known(address);
            String token = given != null && !given.isEmpty() ? given : textOrNull(known, "token");
            return ServerClient.open(address.toString(), token, textOrNull(known, "authority"));
        } catch (IOException e) {
            throw new SeawallException("read " + file, "" + e.getMessage(), "Log in again: seawall login " + url, e);
        }
    }

    /** What is kept of this address; of another port of the same host where it is not. */
    private JsonNode known(URI address) throws IOException {
        ObjectNode all = read();
        for (String name : all.has(address.toString()) ? List.<String>of() : List.copyOf(all.propertyNames())) {
            if (URI.create(name).getHost().equals(address.getHost())) {
                return all.path(name);
            }
        }
        return all.path(address.toString());
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
