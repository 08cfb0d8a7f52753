package dev.seawall.engine.net;

import dev.seawall.engine.format.Yaml;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kubeconfig: which server a context names and who one is there. */
public final class KubeConfig {
    private final Path file;
    private final Map<?, ?> root;

    private KubeConfig(Path file, Map<?, ?> root) {
        this.file = file;
        this.root = root;
    }

    /** The file that clients use: the first of KUBECONFIG, else {@code ~/.kube/config}. */
    public static Path usual(Map<String, String> environment) {
        String stated = environment.getOrDefault("KUBECONFIG", "");
        return stated.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", "/root"), ".kube", "config")
                : Path.of(stated.split(":")[0]);
    }

    /** Reads a file; an IOException says what is wrong with it. */
    public static KubeConfig read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("the kubeconfig " + file + " does not exist or cannot be read");
        }
        if (!(Yaml.parse(Files.readAllBytes(file)) instanceof Map<?, ?> map)) {
            throw new IOException("the kubeconfig " + file + " holds no map");
        }
        return new KubeConfig(file, map);
    }

    /**
     * The access of a context.
     *
     * @param context its name, or empty for the current one
     * @param insecure whether a cluster that is not to be verified is accepted
     * @param exec whether a credential program may be run
     * @throws IOException for what is missing, or refused because nobody allowed it
     */
    public ClusterAccess access(String context, boolean insecure, boolean exec) throws IOException {
        String name = context.isEmpty() ? text(root, "current-context") : context;
        if (name.isEmpty()) {
            throw new IOException("the kubeconfig " + file + " has no current context: name one, cluster:CONTEXT");
        }
        Map<?, ?> chosen = map(named("contexts", name), "context");
        Map<?, ?> cluster = map(named("clusters", text(chosen, "cluster")), "cluster");
        Map<?, ?> user = text(chosen, "user").isEmpty() ? Map.of() : map(named("users", text(chosen, "user")), "user");
        boolean unverified = Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify"));
        String place = file + " context " + name;
        URI server = server(cluster);
        boolean plain = "http".equals(server.getScheme());
        if ((unverified || plain) && !insecure) {
            throw new IOException(place + (plain ? " speaks plain HTTP" : " does not verify the server")
                    + ": anyone between could read the credentials; allow it with --allow-insecure-cluster");
        }
        if (!text(cluster, "tls-server-name").isEmpty()
                || !text(cluster, "proxy-url").isEmpty()) {
            throw new IOException(place + " uses tls-server-name or proxy-url, which is not supported");
        }
        Identity identity = identity(user, exec, place);
        byte[] authorities = data(cluster, "certificate-authority");
        return new ClusterAccess(
                place, server, authorities, identity.certificate, identity.key, identity.authorization, unverified);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Identity(byte[] certificate, byte[] key, String authorization) {}

    private Identity identity(Map<?, ?> user, boolean exec, String place) throws IOException {
        if (user.containsKey("auth-provider")) {
            throw new IOException(place + " uses an auth-provider, which Kubernetes has dropped; use exec or a token");
        }
        if (user.get("exec") instanceof Map<?, ?> program) {
            if (!exec) {
                throw new IOException(place + " wants to run the program " + text(program, "command")
                        + " for its credentials: allow it with --allow-exec");
            }
            return credential(program);
        }
        return new Identity(data(user, "client-certificate"), data(user, "client-key"), authorization(user));
    }

    private String authorization(Map<?, ?> user) throws IOException {
        String token = text(user, "token");
        if (token.isEmpty() && !text(user, "tokenFile").isEmpty()) {
            token = Files.readString(beside(text(user, "tokenFile"))).strip();
        }
        if (!token.isEmpty()) {
            return "Bearer " + safe(token);
        }
        String name = text(user, "username");
        String pair = name + ":" + text(user, "password");
        return name.isEmpty()
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String safe(String token) throws IOException {
        if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IOException("the token holds characters that no header may hold");
        }
        return token;
    }

    private Identity credential(Map<?, ?> program) throws IOException {
        Map<?, ?> status = map(CredentialProgram.run(program), "status");
        String token = text(status, "token");
        return new Identity(
                text(status, "clientCertificateData").getBytes(StandardCharsets.UTF_8),
                text(status, "clientKeyData").getBytes(StandardCharsets.UTF_8),
                token.isEmpty() ? "" : "Bearer " + safe(token));
    }

    private static URI server(Map<?, ?> cluster) throws IOException {
        String text = text(cluster, "server");
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the server address " + text + " is malformed", e);
        }
        throw new IOException("the server address '" + text + "' is no URL");
    }

    private Map<?, ?> named(String list, String name) throws IOException {
        if (root.get(list) instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> map && name.equals(text(map, "name"))) {
                    return map;
                }
            }
        }
        throw new IOException("the kubeconfig " + file + " has no entry " + name + " in " + list);
    }

    /** Inline base64 under NAME-data, else the file under NAME; empty where there is neither. */
    private byte[] data(Map<?, ?> from, String name) throws IOException {
        String inline = text(from, name + "-data");
        if (!inline.isEmpty()) {
            try {
                return Base64.getMimeDecoder().decode(inline);
            } catch (IllegalArgumentException e) {
                throw new IOException(name + "-data in " + file + " is no base64", e);
            }
        }
        String path = text(from, name);
        return path.isEmpty() ? new byte[0] : Files.readAllBytes(beside(path));
    }

    private Path beside(String path) {
        return file.toAbsolutePath().resolveSibling(path);
    }

    private static Map<?, ?> map(Map<?, ?> from, String key) {
        return from.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> from, String key) {
        @Nullable Object value = from.get(key);
        return value instanceof String text ? text : "";
    }
}
