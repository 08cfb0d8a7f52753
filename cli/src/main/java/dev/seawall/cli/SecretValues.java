package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The values of a secret from files and standard input. */
final class SecretValues {
    private SecretValues() {}

    static Map<String, Object> read(List<String> words, InputStream in) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String word : words) {
            try {
                add(values, word, in);
            } catch (IOException unreadable) {
                throw new SeawallException(
                        "read a value of the secret", "" + unreadable.getMessage(), "Name a readable file", unreadable);
            }
        }
        return values;
    }

    private static void add(Map<String, Object> values, String word, InputStream in) throws IOException {
        if (word.equals("-")) {
            JsonNode object = Json.parse(in);
            object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
            return;
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String source = equals < 0 ? "" : word.substring(equals + 1);
        if (source.equals("-")) {
            values.put(name, text(in.readAllBytes()));
        } else if (source.startsWith("@")) {
            values.put(name, text(Files.readAllBytes(Path.of(source.substring(1)))));
        } else {
            throw new SeawallException(
                    "take the value of " + name,
                    "arguments are seen by every user of this machine",
                    "Write " + name + "=@FILE, or " + name + "=- and give the value on standard input");
        }
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
