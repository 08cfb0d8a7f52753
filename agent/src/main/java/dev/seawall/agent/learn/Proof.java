package dev.seawall.agent.learn;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Runs a container again under its profile, by the docker client, and looks whether it lives or ends as it should. */
public final class Proof {
    private static final int SECONDS = 5;

    private final String container;

    /**
     * How it went.
     *
     * @param evidence what was run and what came of it
     */
    public record Outcome(boolean proven, String evidence) {}

    public Proof(String containerFullId) {
        this.container = containerFullId;
    }

    /** Runs it with these options of {@code docker run}. */
    public Outcome run(List<String> flags) {
        try {
            JsonNode inspected = Json.parse(
                            docker(List.of("inspect", container)).getBytes(StandardCharsets.UTF_8))
                    .path(0);
            List<String> command = new ArrayList<>(List.of("run", "-d"));
            command.addAll(flags);
            String network = inspected.path("HostConfig").path("NetworkMode").asString("none");
            command.add("--network=" + (network.equals("default") ? "bridge" : network));
            inspected.path("HostConfig").path("Binds").forEach(each -> command.add("--volume=" + each.asString("")));
            inspected.path("Config").path("Env").forEach(each -> command.add("--env=" + each.asString("")));
            String user = inspected.path("Config").path("User").asString("");
            command.add("--user=" + (user.isEmpty() ? "0" : user));
            command.add(inspected.path("Image").asString(""));
            inspected.path("Config").path("Cmd").forEach(each -> command.add(each.asString("")));
            return judged(docker(command));
        } catch (IOException e) {
            throw new SeawallException(
                    "run the container under its profile",
                    "" + e.getMessage(),
                    "The docker client must reach its engine",
                    e);
        }
    }

    private static Outcome judged(String id) throws IOException {
        try {
            TimeUnit.SECONDS.sleep(SECONDS);
            JsonNode state = Json.parse(docker(List.of("inspect", id)).getBytes(StandardCharsets.UTF_8))
                    .path(0)
                    .path("State");
            boolean lives = state.path("Running").asBoolean(false);
            int code = state.path("ExitCode").asInt(-1);
            String said = lives ? "" : docker(List.of("logs", "--tail", "3", id));
            return new Outcome(
                    lives || code == 0,
                    lives ? "it runs after " + SECONDS + " s" : "it ended with code " + code + " " + said.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            docker(List.of("rm", "-f", id));
        }
    }

    private static String docker(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(text.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return text.strip();
    }
}
