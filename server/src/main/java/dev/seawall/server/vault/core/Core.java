package dev.seawall.server.vault.core;

import dev.seawall.server.vault.policy.Acl;
import dev.seawall.server.vault.request.Cidrs;
import dev.seawall.server.vault.request.LeaseTerms;
import dev.seawall.server.vault.request.LoginGrant;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.SealedException;
import dev.seawall.server.vault.storage.StorageException;
import dev.seawall.server.vault.token.Lease;
import dev.seawall.server.vault.token.LeaseStore;
import dev.seawall.server.vault.token.StoredToken;
import dev.seawall.server.vault.token.TokenStore;
import dev.seawall.server.vault.wire.JsonValues;
import dev.seawall.server.vault.wire.RandomIds;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The road of a request: who asks, may they, write it down, do it, lease or wrap the answer, write that down, answer. All
 * it changes is durable before it is answered.
 */
public final class Core implements AutoCloseable {
    private final Barrier barrier;
    private final RandomIds ids;
    private final Clock clock;
    private final MountTable mounts;
    private final PolicyStore policies;
    private final IdentityStore identity;
    private final Lending lending;
    private final Logins logins;
    private final Wrapping wrapping;
    private volatile AuditLog audit = AuditLog.NONE;

    /** A core over a barrier; it does nothing until {@link #load}. */
    public Core(Barrier barrier, RandomIds ids, Clock clock) {
        this.barrier = barrier;
        this.ids = ids;
        this.clock = clock;
        this.mounts = new MountTable(barrier);
        this.policies = new PolicyStore(barrier);
        this.identity = new IdentityStore(barrier, ids, clock);
        TokenStore tokens = new TokenStore(barrier, ids, clock);
        this.lending = new Lending(barrier, tokens, new LeaseStore(barrier), this::revoke);
        this.logins = new Logins(lending, identity);
        this.wrapping = new Wrapping(barrier, lending);
    }

    /** The barrier. */
    public Barrier barrier() {
        return barrier;
    }

    /** The source of identifiers. */
    public RandomIds ids() {
        return ids;
    }

    /** The clock. */
    public Clock clock() {
        return clock;
    }

    /** What is mounted. */
    public MountTable mounts() {
        return mounts;
    }

    /** The policies. */
    public PolicyStore policies() {
        return policies;
    }

    /** The identities. */
    public IdentityStore identity() {
        return identity;
    }

    /** Tokens and leases. */
    public Lending lending() {
        return lending;
    }

    /** Wraps. */
    public Wrapping wrapping() {
        return wrapping;
    }

    /** Writes down in this log from now on. */
    public void auditTo(AuditLog log) {
        this.audit = log;
    }

    /** Reads what an opened barrier holds, and starts to end what is due. */
    public void load() {
        policies.forget();
        identity.load();
        mounts.load();
        lending.start();
    }

    /** Forgets everything and locks the barrier. */
    public void seal() {
        lending.close();
        mounts.unload();
        policies.forget();
        barrier.seal();
    }

    /** What a token may do. */
    public Acl acl(TokenEntry entry) {
        return policies.acl(allPolicies(entry), identity.subject(entry.entityId()));
    }

    /** A token's own policies and those of whom it speaks for, sorted. */
    public List<String> allPolicies(TokenEntry entry) {
        List<String> further = identity.policies(entry.entityId());
        if (further.isEmpty()) {
            return entry.policies();
        }
        TreeSet<String> all = new TreeSet<>(entry.policies());
        all.addAll(further);
        return new ArrayList<>(all);
    }

    /**
     * Answers a request.
     *
     * @throws VaultException with the error to answer
     */
    public VaultResponse answer(VaultRequest request) {
        if (barrier.isSealed()) {
            throw VaultException.of(503, "Vault is sealed");
        }
        try {
            return barrier.together(() -> answerOpen(request));
        } catch (SealedException sealedMeanwhile) {
            throw VaultException.of(503, "Vault is sealed");
        } catch (StorageException damaged) {
            throw VaultException.broken(String.valueOf(damaged.getMessage()));
        }
    }

    private VaultResponse answerOpen(VaultRequest request) {
        check(request);
        Optional<Mounted> mounted = mounts.find(request.path());
        boolean open = mounted.isPresent()
                && PathPatterns.match(
                        mounted.get().backend().open(), mounted.get().below(request.path()));
        Optional<StoredToken> caller = lending.tokens().find(request.token());
        VaultRequest known = caller.map(stored -> request.by(stored.entry())).orElse(request);
        if (open) {
            write(() -> audit.request(known, known.path()));
            return audited(known, () -> routeOpen(known, mounted));
        }
        try {
            return answerKnown(known, mounted);
        } finally {
            caller.map(StoredToken::entry)
                    .filter(lending.tokens()::isSpent)
                    .ifPresent(entry -> lending.revokeTree(lending.tokens().hash(entry.id())));
        }
    }

    private VaultResponse routeOpen(VaultRequest known, Optional<Mounted> mounted) {
        try {
            return route(known, mounted).opened();
        } catch (VaultException failed) {
            throw failed.plain();
        }
    }

    private VaultResponse answerKnown(VaultRequest known, Optional<Mounted> mounted) {
        VaultRequest meant;
        try {
            spend(known.caller());
            meant = allow(known, mounted);
        } catch (VaultException denied) {
            write(() -> audit.request(known, known.path()));
            write(() -> audit.response(known, known.path(), null, denied.errors()));
            throw denied;
        }
        write(() -> audit.request(meant, meant.path()));
        return audited(meant, () -> route(meant, mounted));
    }

    private static void check(VaultRequest request) {
        boolean writes = request.operation() == Operation.UPDATE || request.operation() == Operation.PATCH;
        VaultException.refuseIf(writes && request.path().endsWith("/"), "cannot write to a path ending in '/'");
        if (request.path().contains("..")) {
            throw VaultException.invalid("relative paths not supported");
        }
    }

    @FunctionalInterface
    private interface AuditLine {
        void write() throws IOException;
    }

    private static void write(AuditLine line) {
        try {
            line.write();
        } catch (IOException unwritable) {
            throw VaultException.listed(500, "internal error");
        }
    }

    private VaultResponse audited(VaultRequest request, java.util.function.Supplier<VaultResponse> road) {
        VaultResponse response;
        try {
            response = wrapIfAsked(request, road.get());
        } catch (VaultException failed) {
            write(() -> audit.response(request, request.path(), null, failed.errors()));
            throw failed;
        }
        VaultResponse done = response;
        write(() -> audit.response(request, request.path(), done, List.of()));
        return response;
    }

    /** Who asks, and may they. */
    private VaultRequest allow(VaultRequest request, Optional<Mounted> mounted) {
        TokenEntry entry = request.caller();
        if (entry == null) {
            throw request.token().isEmpty()
                    ? VaultException.of(403, "permission denied")
                    : VaultException.of(403, "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n");
        }
        if (!Cidrs.allow(entry.boundCidrs(), request.origin().address())) {
            throw VaultException.denied();
        }
        boolean disabled =
                identity.find(entry.entityId()).filter(Entity::disabled).isPresent();
        if (disabled) {
            throw VaultException.denied();
        }
        VaultRequest meant = meant(request, mounted);
        Acl acl = acl(entry);
        Acl.Decision decision = acl.decide(meant.operation(), meant.path(), meant.data(), meant.wrapTtl());
        boolean needsSudo = mounted.isPresent()
                && PathPatterns.match(
                        mounted.get().backend().sudo(), mounted.get().below(meant.path()));
        if (!decision.allowed() || (needsSudo && !decision.sudo())) {
            throw VaultException.denied();
        }
        return meant;
    }

    private static VaultRequest meant(VaultRequest request, Optional<Mounted> mounted) {
        if (request.operation() != Operation.UPDATE || mounted.isEmpty()) {
            return request;
        }
        Mounted at = mounted.get();
        Optional<Boolean> there = at.backend().isThere(request.at(at.entry(), at.below(request.path())));
        return there.isPresent() && !there.get() ? request.with(Operation.CREATE) : request;
    }

    /** Takes one use off the token, whether or not the request will be allowed. */
    private void spend(@Nullable TokenEntry entry) {
        if (entry != null && !lending.tokens().use(entry)) {
            throw VaultException.denied();
        }
    }

    private VaultResponse route(VaultRequest request, Optional<Mounted> mounted) {
        Mounted at = mounted.orElseThrow(() ->
                VaultException.of(404, "no handler for route \"" + request.path() + "\". route entry not found."));
        VaultRequest below = request.at(at.entry(), at.below(request.path()));
        VaultResponse response = at.backend().answer(below);
        LoginGrant grant = response.login();
        if (grant != null) {
            return logins.complete(below, request.path(), grant, response);
        }
        LeaseTerms terms = response.lease();
        return terms == null ? response : lend(request, below, response, terms);
    }

    private VaultResponse lend(VaultRequest request, VaultRequest below, VaultResponse response, LeaseTerms terms) {
        Lease lease = lending.lend(request.path(), below.requireMount(), below.path(), request.requireCaller(), terms);
        return response.withLease(lease.id(), Duration.ofSeconds(lease.expires() - lease.issued()), lease.renewable());
    }

    private VaultResponse wrapIfAsked(VaultRequest request, VaultResponse response) {
        Duration ttl = request.wrapTtl();
        boolean something = response.data() != null || response.auth() != null;
        if (ttl != null && request.operation() == Operation.LIST && Map.of().equals(response.data())) {
            throw VaultException.of(404, "unsupported path");
        }
        if (ttl == null || response.wrap() != null || response.raw() != null || !something) {
            return response;
        }
        byte[] body = JsonValues.write(Envelope.of(request.id(), response, mountType(request.path())));
        return wrapping.wrap(request.path(), ttl, response, body);
    }

    /** The type of the mount a path belongs to, as answers name it. */
    public String mountType(String path) {
        return mounts.find(path).map(found -> found.entry().type()).orElse("");
    }

    /** A request of the vault itself, for example to take back a lease. */
    public VaultRequest inside(Operation operation, String path, Map<String, @Nullable Object> data) {
        return new VaultRequest(
                ids.uuid(),
                operation,
                path,
                data,
                "",
                null,
                dev.seawall.server.vault.request.Origin.INSIDE,
                null,
                null);
    }

    private void revoke(Lease lease) {
        Mounted mounted =
                mounts.find(lease.mount()).orElseThrow(() -> VaultException.refused("the mount of the lease is gone"));
        VaultRequest request = inside(Operation.REVOKE, lease.path(), Map.of());
        mounted.backend().revoke(request.at(mounted.entry(), lease.path()), lease.internal());
    }

    @Override
    public void close() {
        if (!barrier.isSealed()) {
            seal();
        }
        barrier.close();
    }
}
