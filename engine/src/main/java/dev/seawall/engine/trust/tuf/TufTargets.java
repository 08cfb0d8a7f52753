package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The targets of a repository, looked up through its delegations as the specification searches them. */
final class TufTargets {
    private static final int MAX_ROLES = 32;

    private final TufUpdate update;
    private final TufMetadata snapshot;
    private final Map<String, Role> roles = new TreeMap<>();

    /** Metadata of targets, verified. */
    record Role(Map<String, TufFile> targets, List<Delegation> delegations) {}

    TufTargets(TufUpdate update, TufMetadata snapshot) {
        this.update = update;
        this.snapshot = snapshot;
    }

    /** Verifies the top metadata and whatever it delegates to. */
    TufMetadata load(TufRole top) throws TrustException {
        TufMetadata metadata = update.targets(top, snapshot);
        add("targets", metadata);
        return metadata;
    }

    private void add(String name, TufMetadata metadata) throws TrustException {
        Map<String, TufFile> targets = new TreeMap<>();
        JsonFields listed = metadata.signed().object("targets");
        for (String target : listed.node().propertyNames()) {
            targets.put(target, TufFile.target(target, listed.object(target)));
        }
        List<Delegation> delegations = Delegation.of(metadata.signed());
        roles.put(name, new Role(targets, delegations));
        for (Delegation delegation : delegations) {
            delegated(delegation);
        }
    }

    private void delegated(Delegation delegation) throws TrustException {
        String name = delegation.role().name();
        if (!roles.containsKey(name) && update.has(name, snapshot)) {
            TrustException.require(roles.size() < MAX_ROLES, "delegation", "there are over " + MAX_ROLES + " roles");
            add(name, update.targets(delegation.role(), snapshot));
        }
    }

    /** Every target that a search by its name finds. */
    List<TufFile> reachable() {
        Set<String> names = new java.util.TreeSet<>();
        roles.values().forEach(role -> names.addAll(role.targets().keySet()));
        List<TufFile> out = new ArrayList<>();
        for (String name : names) {
            Found found = search("targets", name, new HashSet<>());
            if (found.file() != null) {
                out.add(found.file());
            }
        }
        return out;
    }

    /** What a search came to; it may end without finding. */
    private record Found(@Nullable TufFile file, boolean ended) {}

    private Found search(String roleName, String target, Set<String> visited) {
        Role role = roles.get(roleName);
        if (role == null || !visited.add(roleName)) {
            return new Found(null, false);
        }
        TufFile own = role.targets().get(target);
        if (own != null) {
            return new Found(own, true);
        }
        for (Delegation delegation : role.delegations()) {
            if (delegation.matches(target)) {
                Found found = search(delegation.role().name(), target, visited);
                if (found.ended() || delegation.terminating()) {
                    return new Found(found.file(), true);
                }
            }
        }
        return new Found(null, false);
    }
}
