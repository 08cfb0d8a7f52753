package dev.seawall.server.vault;

import dev.seawall.server.vault.request.Origin;
import dev.seawall.server.vault.secrets.Databases;
import dev.seawall.server.vault.storage.MemoryStorage;
import dev.seawall.server.vault.storage.VaultStorage;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A vault for tests, asked without a port. */
final class VaultFixture implements Closeable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private final Vault vault;
    private final String printed;

    private VaultFixture(Vault vault, String printed) {
        this.vault = vault;
        this.printed = printed;
    }

    /** In memory, open, with a root token. */
    static VaultFixture dev(Path folder) {
        return open(folder, new MemoryStorage(), true);
    }

    static VaultFixture open(Path folder, VaultStorage storage, boolean dev) {
        return open(new VaultOptions(folder, folder.resolve("key"), Optional.empty(), false, dev), storage);
    }

    static VaultFixture open(VaultOptions options, VaultStorage storage) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Vault vault = Vault.open(
                options,
                storage,
                new NoDatabases(),
                Clock.systemUTC(),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return new VaultFixture(vault, out.toString(StandardCharsets.UTF_8));
    }

    /** A vault that makes no users anywhere. */
    static final class NoDatabases implements Databases {
        @Override
        public void run(Login login, List<String> statements) throws FailedException {
            throw new FailedException("no database here");
        }

        @Override
        public void drop(Login login, String username) throws FailedException {
            throw new FailedException("no database here");
        }
    }

    /** The root token of a vault for trying out. */
    String root() {
        return printed.lines()
                .filter(line -> line.startsWith("Root Token: "))
                .map(line -> line.substring("Root Token: ".length()))
                .findFirst()
                .orElseThrow();
    }

    HttpReply ask(String method, String path, String token, String body) {
        return ask(method, path, token, body, Map.of());
    }

    HttpReply ask(String method, String target, String token, String body, Map<String, String> further) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        further.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        if (!token.isEmpty()) {
            headers.put("x-vault-token", List.of(token));
        }
        String[] parts = target.split("\\?", 2);
        String path = PercentPath.decode(parts[0]).orElseThrow();
        return vault.answer(new HttpQuestion(
                method,
                path,
                BodyReader.form(parts.length == 1 ? "" : parts[1]),
                body.getBytes(StandardCharsets.UTF_8),
                new Origin("127.0.0.1", 4711, List.of(), headers)));
    }

    JsonNode json(HttpReply reply) {
        return JSON.readTree(reply.body());
    }

    @Override
    public void close() {
        vault.close();
    }
}
