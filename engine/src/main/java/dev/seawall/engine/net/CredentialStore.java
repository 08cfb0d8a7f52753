package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.ImageRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Logins from the files of Docker and Podman and from their credential helpers. Podman's files may name a repository or
 * a namespace ({@code registry.example.org/team}); the longest that matches counts.
 */
final class CredentialStore {
    private static final String HUB_KEY = "https://index.docker.io/v1/";
    private static final int MAX_FILE_BYTES = 16 << 20;

    private final RegistryOptions options;

    CredentialStore(RegistryOptions options) {
        this.options = options;
    }

    /**
     * The login for a repository; {@link Credential.Anonymous} where there is none.
     *
     * @param repository may be empty for requests about the whole registry
     * @throws IOException where a file or helper that should know is broken
     */
    Credential find(String registry, String repository) throws IOException {
        for (Path file : CredentialFiles.all(options.environment())) {
            if (!Files.isReadable(file)) {
                continue;
            }
            Credential found = find(read(file), file, keys(registry, repository));
            if (found != null) {
                return found;
            }
        }
        return new Credential.Anonymous();
    }

    private static JsonNode read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException("the login file " + file + " is larger than " + MAX_FILE_BYTES + " bytes");
        }
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IOException("the login file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keys under which a login may stand, most specific first. */
    private static List<String> keys(String registry, String repository) {
        List<String> keys = new ArrayList<>();
        String path = registry + "/" + repository;
        for (int end = path.length(); end > registry.length(); end = path.lastIndexOf('/', end - 1)) {
            keys.add(path.substring(0, end));
        }
        keys.add(registry);
        keys.add("https://" + registry);
        keys.add("https://" + registry + "/v1/");
        keys.add("https://" + registry + "/v2/");
        keys.add("http://" + registry);
        if (registry.equals(ImageRef.DOCKER_HUB)) {
            keys.addAll(List.of(HUB_KEY, "index.docker.io", "registry-1.docker.io"));
        }
        return keys;
    }

    private @Nullable Credential find(JsonNode config, Path file, List<String> keys) throws IOException {
        for (String key : keys) {
            String helper = config.path("credHelpers").path(key).asString("");
            Credential found = helper.isEmpty() ? null : ask(helper, key);
            if (found != null) {
                return found;
            }
        }
        for (String key : keys) {
            Credential found = stated(config.path("auths").path(key), file);
            if (found != null) {
                return found;
            }
        }
        String store = config.path("credsStore").asString("");
        return store.isEmpty() ? null : fromStore(store, config, keys);
    }

    /** A store keeps the secrets of all logins; the file then lists their keys with empty values. */
    private @Nullable Credential fromStore(String store, JsonNode config, List<String> keys) throws IOException {
        List<String> listed =
                keys.stream().filter(key -> config.path("auths").has(key)).toList();
        for (String key : listed.isEmpty() ? List.of(defaultKey(keys)) : listed) {
            Credential found = ask(store, key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String defaultKey(List<String> keys) {
        return keys.contains(HUB_KEY)
                ? HUB_KEY
                : keys.stream().filter(key -> key.indexOf('/') < 0).findFirst().orElse(keys.getFirst());
    }

    private @Nullable Credential ask(String helper, String key) throws IOException {
        return new CredentialHelperProgram(helper, options).find(key);
    }

    private static @Nullable Credential stated(JsonNode entry, Path file) throws IOException {
        String identity = entry.path("identitytoken").asString("");
        if (!identity.isEmpty()) {
            return new Credential.IdentityToken(identity);
        }
        String token = entry.path("registrytoken").asString("");
        if (!token.isEmpty()) {
            return new Credential.RegistryToken(token);
        }
        String auth = entry.path("auth").asString("");
        if (!auth.isEmpty()) {
            return login(auth, file);
        }
        String user = entry.path("username").asString("");
        return user.isEmpty()
                ? null
                : new Credential.Login(user, entry.path("password").asString(""));
    }

    private static Credential login(String auth, Path file) throws IOException {
        try {
            String pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new Credential.Login(
                        pair.substring(0, colon), pair.substring(colon + 1).replace("\0", ""));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a login in " + file + " is not Base64", e);
        }
        throw new IOException("a login in " + file + " is not user:password");
    }
}
