package dev.seawall.server.vault.token;

import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.JsonValues;
import dev.seawall.server.vault.wire.Macs;
import dev.seawall.server.vault.wire.RandomIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where tokens are kept, under a keyed hash of themselves. Batch tokens are not kept at all: they are their own sealed
 * entry.
 */
public final class TokenStore {
    private static final String BATCH_PREFIX = "hvb.";
    private static final String SERVICE_PREFIX = "hvs.";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Barrier barrier;
    private final Entries byHash;
    private final Entries byAccessor;
    private final Entries byParent;
    private final RandomIds ids;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** The tokens of a barrier. */
    public TokenStore(Barrier barrier, RandomIds ids, Clock clock) {
        this.barrier = barrier;
        Entries all = new Entries(barrier, "sys/token/");
        this.byHash = all.below("id/");
        this.byAccessor = all.below("accessor/");
        this.byParent = all.below("parent/");
        this.ids = ids;
        this.clock = clock;
    }

    /** Seconds since 1970. */
    public long now() {
        return clock.instant().getEpochSecond();
    }

    /** The name a token is kept under. */
    public String hash(String token) {
        return Macs.hex(barrier.derive("token"), token);
    }

    /** A token that nobody can guess. */
    public String newToken() {
        return SERVICE_PREFIX + ids.base62(92);
    }

    /** A name for a token that is none. */
    public String newAccessor() {
        return ids.base62(24);
    }

    /** Keeps a token; for a batch token gives the sealed token itself. */
    public StoredToken add(TokenEntry entry, long expires) {
        StoredToken stored = new StoredToken(entry, expires, 0);
        if (entry.isBatch()) {
            return stored.withEntry(sealBatch(stored));
        }
        String hash = hash(entry.id());
        byHash.write(hash, stored);
        byAccessor.write(entry.accessor(), List.of(hash));
        if (!entry.parent().isEmpty()) {
            byParent.write(hash(entry.parent()) + "/" + hash, List.of());
        }
        return stored;
    }

    private TokenEntry sealBatch(StoredToken stored) {
        byte[] sealed = dev.seawall.server.vault.storage.Aead.seal(
                ids.source(), barrier.derive("batch-token"), MAPPER.writeValueAsBytes(stored), new byte[0]);
        TokenEntry entry = stored.entry();
        return renamed(
                entry, BATCH_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    private static TokenEntry renamed(TokenEntry entry, String id) {
        return new TokenEntry(
                id,
                "",
                entry.parent(),
                entry.policies(),
                entry.path(),
                entry.meta(),
                entry.displayName(),
                0,
                entry.created(),
                entry.ttl(),
                entry.explicitMaxTtl(),
                0,
                entry.role(),
                entry.type(),
                entry.entityId(),
                entry.boundCidrs(),
                entry.internal(),
                false,
                entry.orphan());
    }

    /** The token's entry, when it exists and is good now. */
    public Optional<StoredToken> find(String token) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        return token.startsWith(BATCH_PREFIX)
                ? openBatch(token)
                : findByHash(hash(token)).filter(stored -> stored.entry().uses() >= 0);
    }

    private Optional<StoredToken> openBatch(String token) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(token.substring(BATCH_PREFIX.length()));
            byte[] plain =
                    dev.seawall.server.vault.storage.Aead.open(barrier.derive("batch-token"), sealed, new byte[0]);
            StoredToken stored = MAPPER.readValue(plain, StoredToken.class);
            boolean parentGone = !stored.entry().parent().isEmpty()
                    && find(stored.entry().parent()).isEmpty();
            return parentGone || stored.expires() <= now()
                    ? Optional.empty()
                    : Optional.of(stored.withEntry(renamed(stored.entry(), token)));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    /** As {@link #find}, by the name it is kept under; also tokens on their last use. */
    public Optional<StoredToken> findByHash(String hash) {
        return byHash.read(hash, StoredToken.class).filter(stored -> stored.expires() == 0 || stored.expires() > now());
    }

    /** The token an accessor belongs to. */
    public Optional<StoredToken> findByAccessor(String accessor) {
        return accessor.isEmpty() || accessor.contains("/")
                ? Optional.empty()
                : byAccessor.bytes(accessor).flatMap(TokenStore::firstText).flatMap(this::findByHash);
    }

    private static Optional<String> firstText(byte[] json) {
        try {
            return JsonValues.read(new String(json, StandardCharsets.UTF_8)) instanceof List<?> list && !list.isEmpty()
                    ? Optional.of(String.valueOf(list.getFirst()))
                    : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Every accessor. */
    public List<String> accessors() {
        return byAccessor.list();
    }

    /** Takes one use off a token with a limit; false when none was left. Tokens on their last use get -1 uses. */
    public boolean use(TokenEntry entry) {
        if (entry.uses() == 0) {
            return true;
        }
        lock.lock();
        try {
            String hash = hash(entry.id());
            Optional<StoredToken> now = findByHash(hash);
            if (now.isEmpty() || now.get().entry().uses() < 0) {
                return false;
            }
            int left = now.get().entry().uses() - 1;
            byHash.write(hash, now.get().withEntry(now.get().entry().withUses(left == 0 ? -1 : left)));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a token has had its last use and should be revoked. */
    public boolean isSpent(TokenEntry entry) {
        return entry.uses() > 0
                && byHash.read(hash(entry.id()), StoredToken.class)
                        .filter(stored -> stored.entry().uses() == -1)
                        .isPresent();
    }

    /** Gives a token a new expiry. */
    public StoredToken renew(StoredToken stored, long expires) {
        StoredToken renewed = new StoredToken(stored.entry(), expires, now());
        byHash.write(hash(stored.entry().id()), renewed);
        return renewed;
    }

    /** The names of the tokens a token made. */
    public List<String> children(String hash) {
        return byParent.list(hash + "/");
    }

    /** Makes a token's child an orphan. */
    public void orphan(String childHash) {
        byHash.read(childHash, StoredToken.class)
                .ifPresent(child ->
                        byHash.write(childHash, child.withEntry(child.entry().withoutParent())));
    }

    /** Forgets one token, not what it made. */
    public void remove(String hash) {
        Optional<StoredToken> stored = byHash.read(hash, StoredToken.class);
        stored.ifPresent(token -> {
            byAccessor.delete(token.entry().accessor());
            if (!token.entry().parent().isEmpty()) {
                byParent.delete(hash(token.entry().parent()) + "/" + hash);
            }
        });
        byHash.delete(hash);
        new ArrayList<>(children(hash)).forEach(child -> byParent.delete(hash + "/" + child));
    }

    /** Every token by the name it is kept under. */
    public List<String> hashes() {
        return byHash.list();
    }
}
