package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.LeaseTerms;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.storage.SealedException;
import dev.seawall.server.vault.storage.StorageException;
import dev.seawall.server.vault.token.Expiry;
import dev.seawall.server.vault.token.Lease;
import dev.seawall.server.vault.token.LeaseStore;
import dev.seawall.server.vault.token.StoredToken;
import dev.seawall.server.vault.token.TokenStore;
import java.util.List;
import java.util.Optional;

/** The life of tokens and leases: both end by time or by word, and a token takes with it what it made and what it asked for. */
public final class Lending implements AutoCloseable {
    private static final int MOST_TRIES = 6;
    private static final int DEPTH = 10_000;

    private final Barrier barrier;
    private final TokenStore tokens;
    private final LeaseStore leases;
    private final Revoker revoker;
    private final Expiry expiry;

    Lending(Barrier barrier, TokenStore tokens, LeaseStore leases, Revoker revoker) {
        this.barrier = barrier;
        this.tokens = tokens;
        this.leases = leases;
        this.revoker = revoker;
        this.expiry = new Expiry(this::due);
    }

    /** Where tokens are kept. */
    public TokenStore tokens() {
        return tokens;
    }

    /** Where leases are kept. */
    public LeaseStore leases() {
        return leases;
    }

    /** Remembers when everything ends, and starts to end it. */
    public void start() {
        for (String hash : tokens.hashes()) {
            expiry.at(tokens.findByHash(hash).map(StoredToken::expires).orElse(tokens.now()), "t:" + hash);
        }
        for (String id : leases.below("")) {
            leases.find(id).ifPresent(lease -> expiry.at(lease.expires(), "l:" + id));
        }
        expiry.start();
    }

    private void due(String name) {
        try {
            barrier.together(() -> {
                end(name);
                return name;
            });
        } catch (SealedException | StorageException later) {
            expiry.at(tokens.now() + 10, name);
        }
    }

    private void end(String name) {
        String id = name.substring(2);
        if (name.startsWith("t:")) {
            boolean alive = tokens.findByHash(id).isPresent();
            if (!alive) {
                revokeTree(id);
            }
        } else {
            leases.find(id).filter(lease -> lease.expires() <= tokens.now()).ifPresent(this::endLease);
        }
    }

    private void endLease(Lease lease) {
        try {
            revokeLease(lease, false);
        } catch (RuntimeException failed) {
            if (lease.tries() < MOST_TRIES) {
                long retryAt = tokens.now() + (10L << lease.tries());
                leases.put(Leases.failed(lease, retryAt));
                expiry.at(retryAt, "l:" + lease.id());
            }
        }
    }

    /** Makes a token. A lifetime of 0 is forever. */
    public StoredToken issue(TokenEntry entry, long lifetimeSeconds) {
        long expires = lifetimeSeconds == 0 ? 0 : tokens.now() + lifetimeSeconds;
        StoredToken stored = tokens.add(entry, expires);
        if (expires != 0 && !entry.isBatch()) {
            expiry.at(expires, "t:" + tokens.hash(entry.id()));
        }
        return stored;
    }

    /** Gives a token a new lifetime from now. */
    public StoredToken renew(StoredToken stored, long lifetimeSeconds) {
        long expires = lifetimeSeconds == 0 ? 0 : tokens.now() + lifetimeSeconds;
        if (expires != 0) {
            expiry.at(expires, "t:" + tokens.hash(stored.entry().id()));
        }
        return tokens.renew(stored, expires);
    }

    /** Ends a token, all it made, and all they asked for. */
    public void revokeTree(String hash) {
        java.util.ArrayDeque<String> waiting = new java.util.ArrayDeque<>(List.of(hash));
        java.util.ArrayList<String> order = new java.util.ArrayList<>();
        while (!waiting.isEmpty() && order.size() < DEPTH) {
            String next = waiting.removeFirst();
            order.add(next);
            waiting.addAll(tokens.children(next));
        }
        order.reversed().forEach(this::endToken);
    }

    /** Ends a token and what it asked for; the tokens it made live on as orphans. */
    public void revokeAlone(String hash) {
        tokens.children(hash).forEach(tokens::orphan);
        endToken(hash);
    }

    private void endToken(String hash) {
        for (String id : leases.ofToken(hash)) {
            leases.find(id).ifPresent(this::endSoon);
        }
        new Entries(barrier, "cubbyhole/" + hash + "/").clear();
        tokens.remove(hash);
    }

    private void endSoon(Lease lease) {
        Lease now = lease.until(tokens.now(), lease.renewed());
        leases.put(now);
        endLease(now);
    }

    /** Makes a lease of an answer. */
    public Lease lend(String path, MountEntry mount, String below, TokenEntry caller, LeaseTerms terms) {
        long now = tokens.now();
        long max = Leases.shorter(terms.maxTtl().toSeconds(), mount.maxTtl().toSeconds());
        long ttl = Math.min(
                terms.ttl().isZero()
                        ? mount.defaultTtl().toSeconds()
                        : terms.ttl().toSeconds(),
                max);
        Lease lease = new Lease(
                path + "/" + tokens.newAccessor(),
                mount.route(),
                below,
                tokens.hash(caller.id()),
                terms.internal(),
                now,
                0,
                now + ttl,
                ttl,
                max,
                terms.renewable(),
                0);
        leases.put(lease);
        expiry.at(lease.expires(), "l:" + lease.id());
        return lease;
    }

    /** Extends a lease, at most to its longest. */
    public Lease renewLease(Lease lease, LeaseTerms terms, long increment) {
        long now = tokens.now();
        long wanted = increment > 0
                ? increment
                : terms.ttl().isZero() ? lease.ttl() : terms.ttl().toSeconds();
        long latest = lease.issued() + lease.maxTtl();
        Lease renewed = lease.until(Math.min(now + wanted, latest), now);
        leases.put(renewed);
        expiry.at(renewed.expires(), "l:" + renewed.id());
        return renewed;
    }

    /** Takes a lease back. With force, it is forgotten even when the engine fails. */
    public void revokeLease(Lease lease, boolean force) {
        try {
            revoker.revoke(lease);
        } catch (VaultException failed) {
            if (!force) {
                throw failed;
            }
        }
        leases.remove(lease);
    }

    /** How long something lives from now on, in seconds: see {@link Lifetimes}. */
    public static long lifetime(MountEntry mount, TokenTerms terms, long increment, long since, long now) {
        return Lifetimes.of(mount, terms, increment, since, now).seconds();
    }

    /** What to say about that lifetime. */
    public static List<String> warnings(MountEntry mount, TokenTerms terms, long increment, long since, long now) {
        return Lifetimes.of(mount, terms, increment, since, now).warnings();
    }

    /** What an engine keeps for a token, by what it says. */
    public Optional<Lease> find(String id) {
        return leases.find(id);
    }

    @Override
    public void close() {
        expiry.close();
    }
}
