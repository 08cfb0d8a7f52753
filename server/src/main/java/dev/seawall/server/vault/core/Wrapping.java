package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.token.StoredToken;
import dev.seawall.server.vault.token.TokenStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leaves an answer in a place that one token opens once. */
public final class Wrapping {
    private static final String POLICY = "response-wrapping";
    private static final String INVALID = "wrapping token is not valid or does not exist";

    private final Barrier barrier;
    private final Lending lending;

    /** What lies in a wrap. */
    private record Wrapped(String path, long ttl, String created) {}

    Wrapping(Barrier barrier, Lending lending) {
        this.barrier = barrier;
        this.lending = lending;
    }

    private Entries place(String tokenHash) {
        return new Entries(barrier, "cubbyhole/" + tokenHash + "/");
    }

    /** Wraps the body of an answer, and answers with where it lies. */
    public VaultResponse wrap(String path, Duration ttl, VaultResponse answer, byte[] body) {
        TokenStore tokens = lending.tokens();
        long seconds = ttl.toSeconds();
        TokenEntry entry = new TokenEntry(
                tokens.newToken(),
                tokens.newAccessor(),
                "",
                List.of(POLICY),
                path,
                Map.of(),
                "",
                1,
                tokens.now(),
                seconds,
                seconds,
                0,
                "",
                TokenEntry.SERVICE,
                "",
                List.of(),
                Map.of(),
                false,
                true);
        lending.issue(entry, seconds);
        String created = Instant.now().toString();
        Entries place = place(tokens.hash(entry.id()));
        place.write("response", Map.of("response", new String(body, StandardCharsets.UTF_8)));
        place.write("wrapinfo", new Wrapped(path, seconds, created));
        Map<String, @Nullable Object> where = new LinkedHashMap<>();
        where.put("token", entry.id());
        where.put("accessor", entry.accessor());
        where.put("ttl", seconds);
        where.put("creation_time", created);
        where.put("creation_path", path);
        Map<String, ?> auth = answer.auth();
        if (auth != null) {
            where.put("wrapped_accessor", auth.get("accessor"));
        }
        return answer.wrapped(where);
    }

    private Optional<StoredToken> valid(String token) {
        return lending.tokens()
                .findByHash(lending.tokens().hash(token))
                .filter(stored -> stored.entry().policies().equals(List.of(POLICY)));
    }

    private Wrapped open(String token) {
        if (token.isEmpty()) {
            throw VaultException.of(403, "error validating wrapping token: token is empty");
        }
        return valid(token)
                .flatMap(stored -> place(lending.tokens().hash(token)).read("wrapinfo", Wrapped.class))
                .orElseThrow(() -> VaultException.refused(INVALID));
    }

    private byte[] body(String token) {
        return place(lending.tokens().hash(token))
                .read("response", Map.class)
                .map(kept -> String.valueOf(kept.get("response")).getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> VaultException.refused(INVALID));
    }

    /** Whether a token opens a wrap. */
    public boolean opens(String token) {
        return !token.isEmpty() && valid(token).isPresent();
    }

    /** What was wrapped. The token is good for nothing afterwards. */
    public byte[] unwrap(String token) {
        open(token);
        byte[] body = body(token);
        lending.revokeTree(lending.tokens().hash(token));
        return body;
    }

    /** Where and when it was wrapped. */
    public VaultResponse lookup(String token) {
        Wrapped wrapped = open(token);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("creation_path", wrapped.path());
        data.put("creation_time", wrapped.created());
        data.put("creation_ttl", wrapped.ttl());
        return VaultResponse.of(data);
    }

    /** Moves what was wrapped to a new token of the same lifetime. */
    public VaultResponse rewrap(String token) {
        Wrapped wrapped = open(token);
        byte[] body = body(token);
        lending.revokeTree(lending.tokens().hash(token));
        return wrap(wrapped.path(), Duration.ofSeconds(wrapped.ttl()), VaultResponse.NOTHING, body);
    }
}
