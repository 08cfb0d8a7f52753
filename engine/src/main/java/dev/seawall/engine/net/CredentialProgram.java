package dev.seawall.engine.net;

import dev.seawall.engine.format.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A credential program of a kubeconfig, {@code client.authentication.k8s.io}: run only where the user allows it. */
final class CredentialProgram {
    private static final long SECONDS = 30;
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private CredentialProgram() {}

    /** Its answer, an ExecCredential; an IOException where it fails or does not end within 30 s. */
    static Map<?, ?> run(Map<?, ?> description) throws IOException {
        List<String> command = new ArrayList<>(List.of(String.valueOf(description.get("command"))));
        if (description.get("args") instanceof List<?> arguments) {
            arguments.forEach(argument -> command.add(String.valueOf(argument)));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        if (description.get("env") instanceof List<?> variables) {
            for (Object each : variables) {
                if (each instanceof Map<?, ?> pair && pair.get("name") instanceof String name) {
                    builder.environment().put(name, String.valueOf(pair.get("value")));
                }
            }
        }
        builder.environment()
                .put(
                        "KUBERNETES_EXEC_INFO",
                        "{\"apiVersion\":\"" + description.get("apiVersion")
                                + "\",\"kind\":\"ExecCredential\",\"spec\":{\"interactive\":false}}");
        return answer(command.getFirst(), builder.start());
    }

    private static Map<?, ?> answer(String name, Process process) throws IOException {
        try {
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> end(process));
            byte[] answer = process.getInputStream().readNBytes(MAX_ANSWER_BYTES);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("the credential program " + name + " ended with " + exit);
            }
            if (Yaml.parse(answer) instanceof Map<?, ?> map) {
                return map;
            }
            throw new IOException("the credential program " + name + " answered no ExecCredential");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + name, e);
        } finally {
            process.destroyForcibly();
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
}
