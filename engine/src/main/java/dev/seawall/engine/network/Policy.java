package dev.seawall.engine.network;

import java.util.List;
import java.util.Set;

/**
 * A policy of any kind in one form.
 *
 * @param subject the pods it governs
 * @param ingress its rules for incoming connections, written even where it does not govern them
 * @param egress the same for outgoing ones
 * @param networks the secondary networks it is for; empty for the primary network
 * @param problems what Kubernetes would refuse in its rules: an error once it governs any pod
 */
record Policy(
        Layer layer,
        String name,
        int priority,
        PeerMatch subject,
        List<Rule> ingress,
        boolean governsIngress,
        List<Rule> egress,
        boolean governsEgress,
        Set<String> networks,
        List<String> problems) {

    /** Where a policy stands in the order of decisions. */
    enum Layer {
        ADMIN,
        NAMESPACE,
        BASELINE,
        SECONDARY
    }

    Policy {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
        networks = Set.copyOf(networks);
        problems = List.copyOf(problems);
    }

    List<Rule> rules(boolean incoming) {
        return incoming ? ingress : egress;
    }

    boolean governs(boolean incoming) {
        return incoming ? governsIngress : governsEgress;
    }
}
