package dev.seawall.server.vault.token;

import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.Entries;
import java.util.List;
import java.util.Optional;

/** Where leases are kept, by their id and by the token that asked for them. */
public final class LeaseStore {
    private final Entries byId;
    private final Entries byToken;

    /** The leases of a barrier. */
    public LeaseStore(Barrier barrier) {
        this.byId = new Entries(barrier, "sys/expire/id/");
        this.byToken = new Entries(barrier, "sys/expire/token/");
    }

    /** Keeps a lease. */
    public void put(Lease lease) {
        byId.write(lease.id(), lease);
        byToken.putBytes(lease.token() + "/" + lease.id(), new byte[0]);
    }

    /** A lease by its id. */
    public Optional<Lease> find(String id) {
        return id.isEmpty() || id.endsWith("/") ? Optional.empty() : byId.read(id, Lease.class);
    }

    /** Forgets a lease. */
    public void remove(Lease lease) {
        byId.delete(lease.id());
        byToken.delete(lease.token() + "/" + lease.id());
    }

    /** The ids of the leases a token asked for. */
    public List<String> ofToken(String hash) {
        return byToken.below(hash + "/").all();
    }

    /** What is directly below a prefix. */
    public List<String> list(String prefix) {
        return byId.list(prefix);
    }

    /** The ids of all leases below a prefix. */
    public List<String> below(String prefix) {
        return byId.below(prefix).all().stream().map(rest -> prefix + rest).toList();
    }
}
