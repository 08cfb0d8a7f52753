package dev.seawall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.agent.Agent;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ServerClient;
import dev.seawall.engine.wire.AgentTask;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An agent and a server over TLS: enrolment, messages, a server that was away, an agent that is shut out. */
final class AgentLinkTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    private Server start(int port) {
        return Server.start(
                new ServerOptions(
                        folder.resolve("server"),
                        List.of("api"),
                        List.of(new ListenAddress("web", "127.0.0.1", port)),
                        "auto",
                        false,
                        null),
                out,
                Clock.systemUTC());
    }

    private String administrator(Server server) throws IOException {
        String secret = said.toString(StandardCharsets.UTF_8).replaceAll("(?s).*/first#(\\S+).*", "$1");
        try (ServerClient client = ServerClient.open(
                server.url("web"), null, server.tls().authority().pem())) {
            ObjectNode body = Json.mapper().createObjectNode();
            body.put("secret", secret).put("name", "ada").put("password", "nine green lamps hum");
            ServerClient.Answer in =
                    client.call("POST", "/api/v1/first", Json.mapper().writeValueAsBytes(body));
            assertTrue(in.isGood(), in.detail());
            ServerClient.Answer token = client.call(
                    "POST",
                    "/api/v1/tokens",
                    "{\"name\":\"t\",\"role\":\"owner\"}".getBytes(StandardCharsets.UTF_8),
                    "Cookie",
                    in.cookie(),
                    "X-Seawall-Csrf",
                    in.body().path("csrf").asString(""));
            return token.body().path("secret").asString("");
        }
    }

    private int agent(String url, String token) {
        return new Agent().run(new AgentTask.Link(folder.resolve("agent"), url, token, "test", true), out, out);
    }

    @Test
    void anAgentEnrolsTellsAndLosesNothingWhileTheServerIsAway() throws IOException {
        String enrolment;
        String token;
        String url;
        int port;
        try (Server server = start(0)) {
            port = server.port("web");
            url = server.url("web");
            token = administrator(server);
            try (ServerClient admin =
                    ServerClient.open(url, token, server.tls().authority().pem())) {
                enrolment = admin.ask("POST", "/api/v1/enrolment-tokens", "{\"group\":\"web\"}".getBytes())
                        .path("token")
                        .asString("");
                assertEquals(0, agent(url, enrolment));
                JsonNode agent =
                        admin.ask("GET", "/api/v1/agents", null).path("items").path(0);
                assertEquals("web", agent.path("group").asString());
                assertEquals(3, agent.path("acknowledged").asInt());
                assertTrue(agent.path("facts").path("kernel").asString("").length() > 3, agent.toString());
            }
        }
        assertEquals(0, agent(null, null));
        try (Server server = start(port);
                ServerClient admin =
                        ServerClient.open(url, token, server.tls().authority().pem())) {
            assertEquals(0, agent(null, null));
            JsonNode agent =
                    admin.ask("GET", "/api/v1/agents", null).path("items").path(0);
            assertEquals(9, agent.path("acknowledged").asInt(), agent.toString());
            admin.call("DELETE", "/api/v1/agents/" + agent.path("id").asString(""), null);
            said.reset();
            assertEquals(0, agent(null, null));
            assertTrue(said.toString(StandardCharsets.UTF_8).contains("refuses"), said.toString());
            Files.move(folder.resolve("agent"), folder.resolve("old"));
            String used = enrolment;
            assertThrows(SeawallException.class, () -> agent(url, used), "an enrolment token is good once");
            String forged = "enrol_x." + "0".repeat(64);
            assertThrows(SeawallException.class, () -> agent(url, forged), "another authority is not trusted");
        }
    }
}
