package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks {@code docker-credential-NAME get}: the server address on its input, JSON on its output. */
final class CredentialHelperProgram {
    private static final long SECONDS = 30;
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private final String name;
    private final RegistryOptions options;

    CredentialHelperProgram(String name, RegistryOptions options) {
        this.name = name;
        this.options = options;
    }

    /**
     * The login it keeps for that address, or null.
     *
     * @throws IOException where it is not installed, does not end within 30 s, or fails
     */
    @Nullable
    Credential find(String server) throws IOException {
        Process process = new ProcessBuilder(program().toString(), "get")
                .redirectErrorStream(true)
                .start();
        try {
            boolean heard = say(process, server);
            Thread.ofVirtual().start(() -> end(process));
            byte[] answer = process.getInputStream().readNBytes(MAX_ANSWER_BYTES);
            int exit = process.waitFor();
            if (!heard && answer.length == 0) {
                throw new IOException("docker-credential-" + name + " ended before it was asked");
            }
            return credential(exit, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking docker-credential-" + name, e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** False where it does not listen; it may answer all the same. */
    private static boolean say(Process process, String server) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(server.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private @Nullable Credential credential(int exit, byte[] answer) throws IOException {
        if (exit != 0) {
            String said = new String(answer, StandardCharsets.UTF_8);
            if (said.contains("credentials not found")) {
                return null;
            }
            throw new IOException("docker-credential-" + name + " failed: " + PrintableText.of(said));
        }
        JsonNode json = Json.parse(answer);
        String user = json.path("Username").asString("");
        String secret = json.path("Secret").asString("");
        if (secret.isEmpty()) {
            return null;
        }
        return user.equals("<token>") ? new Credential.IdentityToken(secret) : new Credential.Login(user, secret);
    }

    private Path program() throws IOException {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IOException("the credential helper name '" + PrintableText.of(name) + "' is not allowed");
        }
        String path = options.environment().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path program = Path.of(folder, "docker-credential-" + name);
            if (!folder.isEmpty() && Files.isExecutable(program)) {
                return program;
            }
        }
        throw new IOException("the credential helper docker-credential-" + name + " is not installed");
    }
}
