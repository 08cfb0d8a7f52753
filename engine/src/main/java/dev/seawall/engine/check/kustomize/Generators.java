package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Makes ConfigMaps and Secrets of literals and files, and the suffixes of their names. */
final class Generators {
    private Generators() {}

    /** Reads a file by its path as written in the kustomization. */
    interface Files {
        byte[] read(String path) throws IOException;
    }

    /** The object that a generator describes, without a name suffix. */
    static SourceMap object(SourceMap generator, boolean secret, SourceMap options, Files files, Mark mark)
            throws IOException {
        Map<String, byte[]> data = data(generator, files);
        SourceMap.Builder text = new SourceMap.Builder();
        SourceMap.Builder binary = new SourceMap.Builder();
        data.forEach((key, value) -> {
            if (secret) {
                text.put(key, Base64.getEncoder().encodeToString(value), mark);
            } else if (isText(value)) {
                text.put(key, new String(value, StandardCharsets.UTF_8), mark);
            } else {
                binary.put(key, Base64.getEncoder().encodeToString(value), mark);
            }
        });
        SourceMap.Builder object = new SourceMap.Builder().put("apiVersion", "v1", mark);
        put(object, "data", text.build(), mark);
        put(object, "binaryData", binary.build(), mark);
        SourceMap own = generator.map("options");
        if (Boolean.TRUE.equals(own.get("immutable")) || Boolean.TRUE.equals(options.get("immutable"))) {
            object.put("immutable", true, mark);
        }
        object.put("kind", secret ? "Secret" : "ConfigMap", mark)
                .put("metadata", metadata(generator, options, mark), mark);
        if (secret) {
            object.put("type", generator.text("type").isEmpty() ? "Opaque" : generator.text("type"), mark);
        }
        return object.build();
    }

    private static void put(SourceMap.Builder object, String key, SourceMap value, Mark mark) {
        if (!value.isEmpty()) {
            object.put(key, value, mark);
        }
    }

    private static SourceMap metadata(SourceMap generator, SourceMap options, Mark mark) {
        SourceMap.Builder metadata = new SourceMap.Builder().put("name", generator.text("name"), mark);
        if (!generator.text("namespace").isEmpty()) {
            metadata.put("namespace", generator.text("namespace"), mark);
        }
        for (String key : new String[] {"labels", "annotations"}) {
            SourceMap both = new SourceMap.Builder()
                    .putAll(options.map(key))
                    .putAll(generator.map("options").map(key))
                    .build();
            put(metadata, key, both, mark);
        }
        return metadata.build();
    }

    private static boolean isText(byte[] value) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Map<String, byte[]> data(SourceMap generator, Files files) throws IOException {
        Map<String, byte[]> data = new TreeMap<>();
        for (Object literal : generator.list("literals")) {
            String text = String.valueOf(literal);
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new IOException("the literal '" + text + "' is not key=value");
            }
            data.put(
                    text.substring(0, equals),
                    unquoted(text.substring(equals + 1)).getBytes(StandardCharsets.UTF_8));
        }
        for (Object entry : generator.list("files")) {
            String text = String.valueOf(entry);
            int equals = text.indexOf('=');
            String path = text.substring(equals + 1);
            String key = equals > 0 ? text.substring(0, equals) : path.substring(path.lastIndexOf('/') + 1);
            data.put(key, files.read(path));
        }
        for (Object env : generator.list("envs")) {
            lines(files.read(String.valueOf(env)), data);
        }
        if (!generator.text("env").isEmpty()) {
            lines(files.read(generator.text("env")), data);
        }
        return data;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static void lines(byte[] file, Map<String, byte[]> data) {
        new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(String::stripLeading)
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    if (equals > 0 && !line.startsWith("#")) {
                        data.put(
                                line.substring(0, equals),
                                line.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    /** The suffix that kubectl gives: ten characters of a hash of what the object holds. */
    static String suffix(SourceMap object) {
        Map<String, Object> content = new TreeMap<>();
        content.put("kind", object.text("kind"));
        content.put("name", ""); // kubectl hashes the object before it has its name
        content.put("data", object.containsKey("data") ? new TreeMap<>(object.map("data")) : "");
        if (object.text("kind").equals("Secret")) {
            content.put("type", object.text("type"));
        } else if (!object.map("binaryData").isEmpty()) {
            content.put("binaryData", new TreeMap<>(object.map("binaryData")));
        }
        String json = Json.mapper()
                .writeValueAsString(content)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
        String hex = HexFormat.of()
                .formatHex(sha256(json.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 10);
        return hex.replace('0', 'g')
                .replace('1', 'h')
                .replace('3', 'k')
                .replace('a', 'm')
                .replace('e', 't');
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
