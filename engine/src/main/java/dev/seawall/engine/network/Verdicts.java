package dev.seawall.engine.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Decides one direction of a connection: admin policies first, then those of the namespace, then the baseline. */
final class Verdicts {
    private final PolicySet set;

    Verdicts(PolicySet set) {
        this.set = set;
    }

    /** The ports one direction allows and the rules that allow them. */
    record Allowed(Ports ports, List<Reason> reasons) {
        /** The names of the reasons that still hold for the ports that are left in the end. */
        List<String> reasonsFor(Ports left) {
            return reasons.stream()
                    .filter(reason -> !reason.ports().intersect(left).isEmpty())
                    .map(Reason::text)
                    .distinct()
                    .toList();
        }
    }

    /** Why some ports are allowed. */
    record Reason(String text, Ports ports) {}

    /** What policies allow on the primary network between a peer and another one, seen from the first. */
    Allowed primary(PeerClass self, PeerClass other, boolean incoming) {
        return new Decision(self, other, incoming).primary();
    }

    /** The same on a secondary network, given by all its names with their namespaces. */
    Allowed secondary(PeerClass self, PeerClass other, boolean incoming, Set<String> network) {
        return new Decision(self, other, incoming).secondary(network);
    }

    /** One decision; collects ports as it goes through the layers. */
    private final class Decision {
        private final PeerClass self;
        private final PeerClass other;
        private final boolean incoming;
        private final List<Reason> reasons = new ArrayList<>();
        private Ports allowed = Ports.NONE;
        private Ports open = Ports.ALL;
        private Ports passed = Ports.NONE;

        Decision(PeerClass self, PeerClass other, boolean incoming) {
            this.self = self;
            this.other = other;
            this.incoming = incoming;
        }

        Allowed primary() {
            layer(Policy.Layer.ADMIN);
            open = open.union(passed);
            if (isGoverned(Policy.Layer.NAMESPACE, Set.of())) {
                namespaceLayer(Policy.Layer.NAMESPACE, Set.of());
            } else {
                passed = Ports.NONE;
                layer(Policy.Layer.BASELINE);
                allow(open, byDefault());
            }
            return new Allowed(allowed, reasons);
        }

        Allowed secondary(Set<String> network) {
            if (isGoverned(Policy.Layer.SECONDARY, network)) {
                namespaceLayer(Policy.Layer.SECONDARY, network);
            } else {
                allow(
                        open,
                        side() + ": no policy is for the network "
                                + network.iterator().next());
            }
            return new Allowed(allowed, reasons);
        }

        private String byDefault() {
            String external = incoming
                    ? "the destination is outside: no policy governs it"
                    : "the source is outside: no policy governs it";
            return self.profile().external()
                    ? external
                    : side() + ": no policy restricts this, Kubernetes allows it by default";
        }

        private String side() {
            return incoming ? "ingress of the destination" : "egress of the source";
        }

        private boolean isGoverned(Policy.Layer layer, Set<String> network) {
            for (int i = self.profile().subjects().nextSetBit(0);
                    i >= 0;
                    i = self.profile().subjects().nextSetBit(i + 1)) {
                if (governs(set.policies().get(i), layer, network)) {
                    return true;
                }
            }
            return false;
        }

        private boolean governs(Policy policy, Policy.Layer layer, Set<String> network) {
            return policy.layer() == layer
                    && policy.governs(incoming)
                    && (network.isEmpty() || !Collections.disjoint(policy.networks(), network));
        }

        private void namespaceLayer(Policy.Layer layer, Set<String> network) {
            Ports before = open;
            forEachRule(layer, network, rule -> allow(portsOf(rule).intersect(before), rule.name()));
        }

        private void layer(Policy.Layer layer) {
            forEachRule(layer, Set.of(), this::decide);
        }

        private void decide(Rule rule) {
            Ports ports = portsOf(rule).intersect(open);
            open = open.subtract(ports);
            switch (rule.action()) {
                case ALLOW -> allow(ports, rule.name());
                case PASS -> passed = passed.union(ports);
                case DENY -> {}
            }
        }

        private void allow(Ports ports, String why) {
            if (!ports.isEmpty()) {
                allowed = allowed.union(ports);
                reasons.add(new Reason(why, ports));
            }
        }

        private Ports portsOf(Rule rule) {
            return rule.portsAt(incoming ? self.sample() : other.sample());
        }

        private void forEachRule(Policy.Layer layer, Set<String> network, Consumer<Rule> use) {
            for (int i = self.profile().subjects().nextSetBit(0);
                    i >= 0;
                    i = self.profile().subjects().nextSetBit(i + 1)) {
                Policy policy = set.policies().get(i);
                if (governs(policy, layer, network)) {
                    int first = set.firstRule(i, incoming);
                    List<Rule> rules = policy.rules(incoming);
                    for (int r = 0; r < rules.size(); r++) {
                        if (other.profile().rules().get(first + r)) {
                            use.accept(rules.get(r));
                        }
                    }
                }
            }
        }
    }
}
