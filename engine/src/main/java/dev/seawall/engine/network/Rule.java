package dev.seawall.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy, for one direction.
 *
 * @param name how explanations name it, policy and place included
 * @param outside all addresses its peers name, joined
 * @param ports what is known without looking at the destination
 * @param named ports that each destination declares for itself
 */
record Rule(String name, Action action, List<PeerMatch> peers, Intervals outside, Ports ports, List<NamedPort> named) {
    /** What happens to the connections of a rule. */
    enum Action {
        ALLOW,
        DENY,
        PASS
    }

    /** A port by the name the destination's container gives it; a null protocol takes the container's. */
    record NamedPort(Ports.@Nullable Protocol protocol, String name) {}

    Rule {
        peers = List.copyOf(peers);
        named = List.copyOf(named);
    }

    static Rule of(String name, Action action, List<PeerMatch> peers, PortReader ports) {
        List<Intervals> outside = new ArrayList<>();
        for (PeerMatch match : peers) {
            switch (match) {
                case PeerMatch.Outside addresses -> outside.add(addresses.addresses());
                case PeerMatch.Anyone anyone -> outside.add(Addresses.ALL);
                case PeerMatch.Pods pods -> {}
                case PeerMatch.PodsIn pods -> {}
            }
        }
        return new Rule(name, action, peers, Intervals.union(outside), ports.ports(), ports.named());
    }

    boolean matches(Peer peer) {
        return switch (peer) {
            case AddressBlock block -> outside.contains(block.addresses());
            case Workload workload -> matches(workload);
        };
    }

    private boolean matches(Workload workload) {
        for (PeerMatch match : peers) {
            if (match.matches(workload)) {
                return true;
            }
        }
        return false;
    }

    /** The ports it means at one destination. */
    Ports portsAt(Peer destination) {
        Ports all = ports;
        if (destination instanceof Workload workload) {
            for (NamedPort port : named) {
                all = all.union(resolved(port, workload));
            }
        }
        return all;
    }

    private static Ports resolved(NamedPort wanted, Workload workload) {
        Workload.@Nullable Port found = workload.portNamed(wanted.name());
        if (found == null || (wanted.protocol() != null && wanted.protocol() != found.protocol())) {
            return Ports.NONE;
        }
        return Ports.of(found.protocol(), found.number());
    }
}
